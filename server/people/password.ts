/** scrypt as better-auth does it, which checks these at sign-in. */
export { hashPassword } from "better-auth/crypto";
