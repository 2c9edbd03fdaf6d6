interface Place {
  folder: string;
  imapPort: number;
  lmtpPort: number;
  /** `username` where Dovecot does not run as root, and so as nobody else. */
  owner: { uid: number; gid: number; username: string | undefined };
}

export const dovecotConfig = ({ folder, imapPort, lmtpPort, owner }: Place): string => `
protocols = imap lmtp
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
first_valid_uid = 1
first_valid_gid = 1
mail_fsync = never
# Under load the system's word of a new file may get lost, and the usual 30 s are longer than a test waits.
mailbox_idle_check_interval = 3s
mail_max_userip_connections = 100
mail_location = maildir:~/Maildir
passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${folder}/mail/%u
}
namespace inbox {
  inbox = yes
  separator = /
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  inet_listener imap {
    port = ${imapPort}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    port = ${lmtpPort}
  }
}
${owner.username ? asOneUser(owner.username) : ""}`;

const asOneUser = (user: string) => `
default_internal_user = ${user}
default_login_user = ${user}
${["anvil", "imap-login", "stats", "auth"].map((service) => `service ${service} {\n  chroot =\n}`).join("\n")}
`;
