/** axios' core alone, which its package exports without types. */
declare module "axios/unsafe/core/AxiosHeaders.js" {
  import { AxiosHeaders } from "axios";
  export default AxiosHeaders;
}

declare module "axios/unsafe/core/dispatchRequest.js" {
  import type { AxiosResponse, InternalAxiosRequestConfig } from "axios";
  /** Hands a request to its adapter, and what is answered back. */
  export default function dispatchRequest<T>(config: InternalAxiosRequestConfig<string>): Promise<AxiosResponse<T>>;
}
