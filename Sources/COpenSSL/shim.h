// OpenSSL 3: libcrypto's EVP and libssl. Swift can call all that is used of it; what is a macro stands below.
#ifndef ROOST_COPENSSL_SHIM_H
#define ROOST_COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/// EVP_RSA_gen and EVP_EC_gen are macros over a variadic function.
static inline EVP_PKEY *roost_generate_rsa(size_t bits) { return EVP_RSA_gen(bits); }
static inline EVP_PKEY *roost_generate_p256(void) { return EVP_EC_gen("P-256"); }
static inline EVP_PKEY *roost_generate_ed25519(void) { return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"); }

#endif
