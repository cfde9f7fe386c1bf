// Takes the network away from this process, whoever asks for it, and tells what is left of it.
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
import os from 'node:os';

const refuse = () => {
  throw new Error('the network is off');
};

export function takeNetworkAway() {
  net.Socket.prototype.connect = refuse;
  dgram.Socket.prototype.send = refuse;
  for(const face of [dns, dns.promises]) {
    face.lookup = refuse;
    face.resolve = refuse;
  }
}

// Tries what a library would try. Gives the message of each failure, and 'reached' where there is none.
export async function tryNetwork() {
  const tries = {
    fetch: () => fetch('https://sebaya.invalid/'),
    connect: () => new Promise((resolve, reject) => {
      net.connect(9, '127.0.0.1').on('connect', resolve).on('error', reject);
    })
  };
  const told = {addresses: Object.values(os.networkInterfaces()).flat().map(({address}) => address)};
  for(const [name, attempt] of Object.entries(tries)) {
    told[name] = await attempt().then(() => 'reached', ({message, cause}) => cause?.message ?? message);
  }
  return told;
}
