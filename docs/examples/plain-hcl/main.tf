# A mirror in plain HCL, for a kept lab's shell: lab/README.md, "Your own stack in the lab", has the commands.
# Its network, names and session priority are beside those of the stack that the lab has deployed.

terraform {
  required_providers {
    huaweicloud = {
      source  = "huaweicloud/huaweicloud"
      version = "1.97.1"
    }
    null = {
      source  = "hashicorp/null"
      version = "~> 3.2"
    }
  }
}

# The credentials are in HW_ACCESS_KEY and HW_SECRET_KEY, which the lab's shell sets.
provider "huaweicloud" {
  region      = "lab-region-1"
  project_id  = "0123456789abcdef0123456789abcdef"
  auth_url    = "http://127.0.0.1:9191/v3"
  insecure    = true
  max_retries = 1

  endpoints = {
    vpc = "http://127.0.0.1:9191/vpc/"
    ecs = "http://127.0.0.1:9191/ecs/"
    evs = "http://127.0.0.1:9191/evs/"
    ims = "http://127.0.0.1:9191/ims/"
    kms = "http://127.0.0.1:9191/kms/"
    iam = "http://127.0.0.1:9191/iam/"
    bss = "http://127.0.0.1:9191/bss/"
    dns = "http://127.0.0.1:9191/dns/"
  }
}

variable "ssh_public_key" {
  description = "Key that opens the servers; its private half is with the lab's ssh-agent."
  type        = string
}

variable "trusted_cidr" {
  description = "From where one may log in."
  type        = string
}

data "huaweicloud_images_image" "euler" {
  name        = "Huawei Cloud EulerOS 2.0 Standard 64 bit"
  visibility  = "public"
  most_recent = true
}

resource "huaweicloud_vpc" "mine" {
  name = "my-vpc"
  cidr = "10.20.0.0/16"
}

resource "huaweicloud_vpc_subnet" "mine" {
  name       = "my-subnet"
  vpc_id     = huaweicloud_vpc.mine.id
  cidr       = "10.20.0.0/24"
  gateway_ip = "10.20.0.1"
}

# Its default rules stay: everything out, and everything between its members.
resource "huaweicloud_networking_secgroup" "mine" {
  name = "my-group"
}

resource "huaweicloud_networking_secgroup_rule" "ssh" {
  security_group_id = huaweicloud_networking_secgroup.mine.id
  direction         = "ingress"
  ethertype         = "IPv4"
  protocol          = "tcp"
  ports             = "22"
  remote_ip_prefix  = var.trusted_cidr
}

resource "huaweicloud_kps_keypair" "mine" {
  name       = "my-key"
  public_key = trimspace(var.ssh_public_key)
}

resource "huaweicloud_compute_instance" "source" {
  name               = "my-source"
  image_id           = data.huaweicloud_images_image.euler.id
  flavor_id          = "c7t.large.2"
  key_pair           = huaweicloud_kps_keypair.mine.name
  security_group_ids = [huaweicloud_networking_secgroup.mine.id]

  network {
    uuid        = huaweicloud_vpc_subnet.mine.id
    fixed_ip_v4 = "10.20.0.11"
  }
}

resource "huaweicloud_compute_instance" "target" {
  name               = "my-target"
  image_id           = data.huaweicloud_images_image.euler.id
  flavor_id          = "s6.large.2"
  key_pair           = huaweicloud_kps_keypair.mine.name
  security_group_ids = [huaweicloud_networking_secgroup.mine.id]

  network {
    uuid        = huaweicloud_vpc_subnet.mine.id
    fixed_ip_v4 = "10.20.0.12"
  }
}

resource "huaweicloud_vpc_eip" "mine" {
  publicip {
    type = "5_bgp"
  }
  bandwidth {
    name        = "my-eip"
    share_type  = "PER"
    size        = 5
    charge_mode = "traffic"
  }
}

resource "huaweicloud_compute_eip_associate" "target" {
  public_ip   = huaweicloud_vpc_eip.mine.address
  instance_id = huaweicloud_compute_instance.target.id
}

resource "huaweicloud_vpc_traffic_mirror_filter" "mine" {
  name = "my-filter"
}

resource "huaweicloud_vpc_traffic_mirror_filter_rule" "udp" {
  traffic_mirror_filter_id = huaweicloud_vpc_traffic_mirror_filter.mine.id
  direction                = "ingress"
  ethertype                = "IPv4"
  protocol                 = "udp"
  destination_port_range   = "9999-9999"
  priority                 = 1
  action                   = "accept"
}

# A priority is unique in the region.
resource "huaweicloud_vpc_traffic_mirror_session" "mine" {
  name                       = "my-session"
  traffic_mirror_filter_id   = huaweicloud_vpc_traffic_mirror_filter.mine.id
  traffic_mirror_sources     = [huaweicloud_compute_instance.source.network[0].port]
  traffic_mirror_target_id   = huaweicloud_compute_instance.target.network[0].port
  traffic_mirror_target_type = "eni"
  virtual_network_id         = 4321
  packet_length              = 96
  priority                   = 100
  enabled                    = true

  depends_on = [huaweicloud_vpc_traffic_mirror_filter_rule.udp]
}

# The target sends the source one packet, and must see it come back as a copy. It fails the apply if none comes in 10 s.
resource "null_resource" "proof" {
  triggers = {
    session = huaweicloud_vpc_traffic_mirror_session.mine.id
  }

  depends_on = [
    huaweicloud_networking_secgroup_rule.ssh,
    huaweicloud_compute_eip_associate.target,
  ]

  connection {
    host = huaweicloud_vpc_eip.mine.address
    user = "root"
  }

  provisioner "remote-exec" {
    inline = [<<-SH
      #!/bin/bash
      set -eu
      folder=$(mktemp -d)
      trap 'rm -rf "$folder"' EXIT
      timeout 10 tcpdump -i eth0 -nn -l -c 1 udp port 4789 >"$folder/copy" 2>"$folder/log" &
      until grep -qs 'listening on' "$folder/log"; do
        kill -0 $! || { cat "$folder/log"; exit 1; }
        sleep 0.1
      done
      echo hello >/dev/udp/10.20.0.11/9999
      wait $! || echo 'no packet came to UDP port 4789'
      cat "$folder/copy"
      grep -q 'vni 4321$' "$folder/copy"
      grep -q '10\.20\.0\.12\.[0-9]* > 10\.20\.0\.11\.9999: UDP, length 6$' "$folder/copy"
      echo 'the copy has arrived'
    SH
    ]
  }
}

output "login" {
  value = "ssh root@${huaweicloud_vpc_eip.mine.address}"
}
