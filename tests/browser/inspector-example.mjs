/** A request whose signature is wrong, because a value was signed without encoding. Its key is invented. */

import { createHash, createHmac } from "node:crypto";

export const SIGNING_KEY = "EmulatorOnlyNotARealSecretKey001";

const HOST = "100000000001.cos-control.ap-chengdu.myqcloud.com";
const PATH = "/jobs/65f2e4cf-83f5-42f1-9aa2-14720613da29/status";
const START = Math.floor(Date.now() / 1000) - 5;
const TIME = `${START};${START + 900}`;

const hmac = (key, text) => createHmac("sha1", key).update(text).digest("hex");
const httpString = `post\n${PATH}\nrequestedjobstatus=Ready&statusupdatereason=checked (媒体)\nhost=${HOST}&x-cos-appid=1250000000\n`;
const stringToSign = `sha1\n${TIME}\n${createHash("sha1").update(httpString).digest("hex")}\n`;
const fields = {
  "q-sign-algorithm": "sha1", "q-ak": "AKIDEmulatorOnlyNotARealKey000000001", "q-sign-time": TIME, "q-key-time": TIME, "q-header-list": "host;x-cos-appid",
  "q-url-param-list": "requestedjobstatus;statusupdatereason", "q-signature": hmac(hmac(SIGNING_KEY, TIME), stringToSign),
};

export const FAILED_REQUEST = [
  `curl -X POST 'https://${HOST}${PATH}?requestedJobStatus=Ready&statusUpdateReason=checked%20(%E5%AA%92%E4%BD%93)'`,
  "  -H 'x-cos-appid: 1250000000'",
  `  -H 'Authorization: ${Object.entries(fields).map((pair) => pair.join("=")).join("&")}'`,
].join(" \\\n");
