# By the allocation's greenvn_id. Declare the resource first; the next plan names what is only recorded.
terraform import greenvn_allocation.driver_42 7c9e6679-7425-40de-944b-e07fc1f90ae7
