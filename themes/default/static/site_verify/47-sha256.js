/* SHA-256 (FIPS 180-4) over bytes that come in pieces, since a page from a folder gets no digests from its browser. */
(function () {
  "use strict";
  var own = window.GONGSHI, BLOCK = 64, LENGTH_AT = 56;

  /* The first 32 bits of the fractions of the square roots of the first 8 primes. */
  var START = [
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  ];

  /* The first 32 bits of the fractions of the cube roots of the first 64 primes. */
  var ROUNDS = [
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
  ];

  own.Sha256 = function () {
    this.state = START.slice();
    this.block = new Uint8Array(BLOCK);
    this.filled = 0;
    this.length = 0;
    this.words = new Array(BLOCK);
  };

  function turned(word, by) { return (word >>> by) | (word << (32 - by)); }

  /* The 64 words of a block: its own 16, and what follows from them. */
  own.Sha256.prototype.schedule = function () {
    var words = this.words, block = this.block, i, a, b;
    for (i = 0; i < 16; i++) {
      words[i] = (block[4 * i] << 24) | (block[4 * i + 1] << 16) | (block[4 * i + 2] << 8) | block[4 * i + 3];
    }
    for (i = 16; i < BLOCK; i++) {
      a = words[i - 15];
      b = words[i - 2];
      a = turned(a, 7) ^ turned(a, 18) ^ (a >>> 3);
      b = turned(b, 17) ^ turned(b, 19) ^ (b >>> 10);
      words[i] = (words[i - 16] + a + words[i - 7] + b) | 0;
    }
  };

  own.Sha256.prototype.compress = function () {
    var s = this.state, a = s[0], b = s[1], c = s[2], d = s[3], e = s[4], f = s[5], g = s[6], h = s[7], i, one, two;
    this.schedule();
    for (i = 0; i < BLOCK; i++) {
      one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + this.words[i]) | 0;
      two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    this.state = [s[0] + a, s[1] + b, s[2] + c, s[3] + d, s[4] + e, s[5] + f, s[6] + g, s[7] + h];
    for (i = 0; i < 8; i++) { this.state[i] |= 0; }
  };

  /* Takes the bytes from one place to before another. */
  own.Sha256.prototype.add = function (bytes, from, to) {
    var at;
    for (at = from; at < to; at++) {
      this.block[this.filled++] = bytes[at];
      if (this.filled === BLOCK) {
        this.compress();
        this.filled = 0;
      }
    }
    this.length += to - from;
  };

  /* The digest of all bytes taken, as 64 digits. Nothing can be added after it. */
  own.Sha256.prototype.digest = function () {
    var ending = new Uint8Array(this.filled < LENGTH_AT ? BLOCK - this.filled : 2 * BLOCK - this.filled);
    var high = Math.floor(this.length / 0x20000000), low = this.length * 8 % 0x100000000, i;
    ending[0] = 0x80;
    for (i = 0; i < 4; i++) {
      ending[ending.length - 8 + i] = high >>> (24 - 8 * i);
      ending[ending.length - 4 + i] = low >>> (24 - 8 * i);
    }
    this.add(ending, 0, ending.length);
    return this.state.map(function (word) { return ("0000000" + (word >>> 0).toString(16)).slice(-8); }).join("");
  };
})();
