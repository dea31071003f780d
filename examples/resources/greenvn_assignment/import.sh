# By the allocation's greenvn_id. The number in force is adopted: no call is charged.
terraform import greenvn_assignment.support 7c9e6679-7425-40de-944b-e07fc1f90ae7
