"""OpenStack Swift with its S3 API, whole in one process: says its port, lives until its input ends. Debian: python3-swift."""

import os
import sys

import eventlet

eventlet.monkey_patch()

from eventlet import tpool, wsgi
from swift.common import utils
from swift.common.ring import RingBuilder
from swift.common.wsgi import loadapp

folder, key, secret = sys.argv[1:]
utils.HASH_PATH_PREFIX = utils.HASH_PATH_SUFFIX = b"switchboard"
utils.validate_hash_conf = lambda: None

PROXY = """
[DEFAULT]
swift_dir = %s
[pipeline:main]
pipeline = catch_errors listing_formats bulk s3api tempauth copy slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:bulk]
use = egg:swift#bulk
[filter:s3api]
use = egg:swift#s3api
[filter:tempauth]
use = egg:swift#tempauth
user_%s = %s .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
[filter:dlo]
use = egg:swift#dlo
"""


class Cache:
    """Stands for memcached, which the S3 API does not answer without."""

    def __init__(self):
        self.kept = {}

    def get(self, key, *_, **__):
        return self.kept.get(key)

    def set(self, key, value, *_, **__):
        self.kept[key] = value

    def delete(self, key, *_, **__):
        self.kept.pop(key, None)


def with_cache(app):
    cache = Cache()
    return lambda env, start: app({**env, "swift.cache": cache}, start)


def listen():
    return eventlet.listen(("127.0.0.1", 0))


def serve(sock, app):
    eventlet.spawn(wsgi.server, sock, app, log=open(os.devnull, "w"), log_output=False)


def ring(kind, port):
    os.makedirs(os.path.join(folder, kind, "sda"), exist_ok=True)
    builder = RingBuilder(2, 1, 0)
    builder.add_dev(dict(id=0, region=1, zone=1, weight=1, ip="127.0.0.1", port=port, device="sda"))
    builder.rebalance()
    builder.get_ring().save(os.path.join(folder, kind + ".ring.gz"))


def storage(kind, controller):
    sock = listen()
    ring(kind, sock.getsockname()[1])
    conf = dict(devices=os.path.join(folder, kind), mount_check="false", swift_dir=folder)
    return sock, lambda: controller(conf)


def main():
    from swift.account.server import AccountController
    from swift.container.server import ContainerController
    from swift.obj.server import ObjectController

    kinds = dict(account=AccountController, container=ContainerController, object=ObjectController)
    for sock, app in [storage(*kind) for kind in kinds.items()]:
        serve(sock, app())
    path = os.path.join(folder, "proxy.conf")
    with open(path, "w") as conf:
        conf.write(PROXY % (folder, key.replace(":", "_"), secret))
    proxy = listen()
    serve(proxy, with_cache(loadapp(path)))
    print(proxy.getsockname()[1], flush=True)
    tpool.execute(sys.stdin.read)


main()
