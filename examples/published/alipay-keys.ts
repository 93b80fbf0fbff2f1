/*
 * Two key pairs made for this example and used for nothing else: the application signs requests with one, and with the other the
 * simulated provider signs its replies. They protect nothing. PKCS #1 and SPKI, without the lines around them, as the SDK takes them.
 */

/** The application's, which signs what the SDK sends. */
export const appPrivateKey: string = [
  'MIIEowIBAAKCAQEAj/yIiMG8oDCZUFEg37N5F2YekjObIFH97OPWFL94p+f8KGLOg24y8Jt6YxQE11WYKdSGVlBk5tUf7WyMfIO/EkOOziIj8w',
  '7dBJGYAvrqEQx5/bpNCcUBZbPgqX3bMGLPZF69qN1fRMAeis9bez44S+nfPwuGmrsn0ycz+9av1C4hbdWUe5waw5myIuGegiv6NoF64PQvAPtD',
  'YG+5xKcA3lI54wYzk0xlJG0mXxaoHqrfqMh3xq6Myz3NHeFueAg9bO343KSo9IS/tx9WVivUPgk0i/Vc7xqK6kGkfhT/QY6EX9a6sOodPk3Fp6',
  'rgk30sfq2NEN26QF0eXJ4OH+RXzQIDAQABAoIBAAmfexCIwi6CkPyJL4VD3Wfu70QeJtP2Jt5aK8ifM1Ulb/jTAbJO/yCNg5Rzlg8+LTk+duv1',
  '24iB3exkQM9hjreNxFGKfpST/bl8cYhhdJtHFjAa72Mjw4AkkXNCcg+9ytaObmaGxQM3Q9NLIHYQJnsMWltATfKxZ2v5RsQiCQZJJUfLAtEhlv',
  'sAiVt9ATS2c/U54XpW4r1cDJ3Rt+BapWB6p0KcIZovAexw+c1QcZVXq1x8c6iDrKmUXw1KfyqWoutUe/1kQIMZlVC5mYEUmQ8HmlrZlfgqXcyd',
  'SE6C/+RmNMewgt2EF9/WAB1Sy/9GwV0qWl1RPFIJaUo1KWt41xECgYEAyn5kjlZMj9GfrdUCn2vPG5pMLV75kPJIXflPufnP0foUjp+PCKLE+N',
  'xVs/W320623ZxYUqrXPmrFcQRfjJPCNPamm+6bnipWYsB/bUKHrQB1820LILx7EhD9yhadbMV1Tse1aNyGLE2MynlklT3NXZdbZPl7Hsm9ei2P',
  'sxaed9MCgYEAtghwoz6JSEfORu7QdfxumTF+FlIH4V/lC6Ka36RaAR6vxhNXIEih1cDKofiNY4CgCUl32gF2NuyvB5qz4v9Jr4HE8q32diMh8r',
  'AVYGMBxyy0I0k8A4Sp4LYENVxJJCvJLyvPWAYDxbGFXh0Jql21YbpzJgGqhNQJ0kNApGjCzd8CgYAkaOWb0lih44daslpuX+w1gmEAJ3uoXGg2',
  'vYVgY1LC5rybiIUngFz6gmPGoAAXJugqoNogwydAyeIGmEq19DuPWmpKz3Sb0/EEgKho9PWAXfzXcFv33uwiK3v2wmo8DKUzLSWpXT2i6a7PGV',
  'TEoQA0O+rrFRDWUGAJf/e+s+p6kQKBgA3m1RtSck+H1FQMdvUbwyKF6hgwSZPHrAlYcLV1qr39JvVcksHPajSV1aPLBJk9wHsVFkca53lIWBGf',
  'me9TCcCSi4TxDip1gmkzU16aEQ+x9Uvgkum93u9fVzDwDFHr2iB1Gw+g3fbiGMpYM13EbE67W4HijLA6NUnOgwhLS91HAoGBAMoCYNdWeTPczr',
  'QaaM5ZQ4rgU95mQLHA7gcdacmTHc+izH8gow4VZ50Iu+nVDJvQG0D54tZg5WaGHLLyNicb76Q8ndvXLtSBKX/kGDbD8UrdLPbFHvR1B1NYCIwW',
  'qkFV3Z6E6fIDTBDDsXummxvMUhzIOK6sw/2wSx4s4fUZVwLw',
].join('');

/** The provider's, which signs what it answers. */
export const alipayPrivateKey: string = [
  'MIIEowIBAAKCAQEAqbZ919AdUE2+0Sg5cFdky0Q8qItIqDhjgXaEdsSQcf5yl1wx2A8ev5D5Y0jxel4g438Jr6RslWavltz788th6csLH929iW',
  'sHXyel4c6QweC+gV59akqZjZbNMwJtgWdvs8YBbGesyqqAiZPhDXoV2lUMAc/E2f4YYkO2TPDr0vZhFOAMK0LTtOOwWuXYuRz1Zz2+H9sEziWi',
  'RCTWYOenclPVb7FWcGrx7b6YbkmMqAelNsZffLqL9yArp1eXeAOyQKDKPdtD0JjypSfZVNmcL37ojtpIhyWUZLUqorXZmbzHSTxb6vxnwO3qiQ',
  '/sek+qPCYM/6qiu4yNFRaMGFdAFQIDAQABAoIBACLhrU/UKJI+yH94wwWCEOduaQFDT3Wz0U/kqik3EXE8mRTfECeWQ/2fsIJllaxO+HeJvtXo',
  '96BlcKWTWf2ryb4hy3GLQ8+gve0i2wdkS4BtzvoMD77vAkyFuDtJvnQgbGcIxXYggPVOwgiE6na4pxEu9b7Rk2YywZRA0pFR20aKo3vjtUPNF3',
  '76e3qK6lLVhj0ZDH2v1BwcfNSRtNeBEgFCEad0uK7mks6cQsyi/+dGvNCcBtYNjrhktrdBZsmArpi1+sKgpFfDrfXM0iBu5BfGnI6HVv2TRTq1',
  'xh+qHG+DZ/0yu6WSH2XhVQw7Pl2Ppn11cEEJ/ZxA0645fWKHakECgYEA2T1sdKPi+CEJ3DqXr8pVqyoU4oMyWttIiR5oncQ5pAoQrAen/qopl7',
  'PjlgI3UaRnE804kgAWh6ENl3AJ+T97aejZcW5zFqOzGZoYcmPmjvR0b9pDsOLBHSDRgusYchnL7cEVeJ7Lx3PrjX9Szuy/BfSEMbe7L75KR+yz',
  'U0S4D+kCgYEAx/48zAfOBnOxy4Qwa1d2RPtNFu6kJP1OH40TRrDda+37REns1RoVE22a+SFsMNwywRb6tobvHFwWxuwnh+Q8QonxBDAAsZiK+F',
  '+oDaGGwATTHz7Lxyz/MN7M8nTTfb40cRFbD2JHQw+vQUx6vOpPYHx30pFKbwgVYZHOYXWbX00CgYEAx7b6cDkCvo7RG9AaB5iCLbugO6XVs0WJ',
  'Z9W24+O0AiTmsuDPBwa0+ix8/DnJVZtI0CGI8mB2VfYwIprz8Fr2QKW60ddyosuYKd9Kvk8tdRszuGj2djXgx8CWHD+515vzqP4rmRqTySe+0/',
  'TL0kRAUV878OEyi2/rpjfrnI++j5ECgYBDaoR8ErV0n1Nz01+vD5CiuEPIUzGp9ml7YUb6MWyykUp+Pp1DSMOKBQyUppud7Nx/Eov5M4su+CwF',
  'al35BQr7Mxy32KajN1TBXR19WtHdsMKqabSvs49infhgUtloLdHnu34CtZJoHMVrMai+Pg377HlH1gpNW2A5v7jeSZLSkQKBgB4YiYlKLeBbA3',
  'ObtZ4kfxCwCS890xsYheqJH4dNC20O0UkOsJbVCzDoV8/WA4v2i7Oz70RuDxSC5MYMXXUhmix+fctj5zdEkuxQ7ugeqQAMpH/xxC4FcjCR4ZvR',
  '76atVszGEkYj9QNlGCmp5prTjIX5hHK8U4Ju3P/hAMu7pIdg',
].join('');

/** Verifies the provider's answers: the SDK is configured with it. */
export const alipayPublicKey: string = [
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqbZ919AdUE2+0Sg5cFdky0Q8qItIqDhjgXaEdsSQcf5yl1wx2A8ev5D5Y0jxel4g43',
  '8Jr6RslWavltz788th6csLH929iWsHXyel4c6QweC+gV59akqZjZbNMwJtgWdvs8YBbGesyqqAiZPhDXoV2lUMAc/E2f4YYkO2TPDr0vZhFOAM',
  'K0LTtOOwWuXYuRz1Zz2+H9sEziWiRCTWYOenclPVb7FWcGrx7b6YbkmMqAelNsZffLqL9yArp1eXeAOyQKDKPdtD0JjypSfZVNmcL37ojtpIhy',
  'WUZLUqorXZmbzHSTxb6vxnwO3qiQ/sek+qPCYM/6qiu4yNFRaMGFdAFQIDAQAB',
].join('');
