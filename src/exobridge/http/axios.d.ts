/** axios' core alone, which its package exports without types. */
declare module "axios/unsafe/core/Axios.js" {
  import { Axios } from "axios";
  export default Axios;
}

declare module "axios/unsafe/core/buildFullPath.js" {
  /** `url`, below `baseURL` unless `allowAbsoluteUrls` and it is a whole URL of its own. */
  export default function buildFullPath(baseURL: string, url: string, allowAbsoluteUrls: boolean): string;
}
