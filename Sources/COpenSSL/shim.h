// OpenSSL 3: libcrypto's EVP and libssl. Swift can call all that is used of it; what is a macro stands below.
#ifndef ROOST_COPENSSL_SHIM_H
#define ROOST_COPENSSL_SHIM_H

// SHA256_Update and its like are called by Trust's DigestStream alone: decision 0064 says why.
#define OPENSSL_SUPPRESS_DEPRECATED

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

/// EVP_RSA_gen and EVP_EC_gen are macros over a variadic function.
static inline EVP_PKEY *roost_generate_rsa(size_t bits) { return EVP_RSA_gen(bits); }
static inline EVP_PKEY *roost_generate_p256(void) { return EVP_EC_gen("P-256"); }
static inline EVP_PKEY *roost_generate_ed25519(void) { return EVP_PKEY_Q_keygen(NULL, NULL, "ED25519"); }

/// Macros over SSL_ctrl, SSL_CTX_ctrl and BIO_ctrl, and a constant made by one.
static inline int roost_require_tls12(SSL_CTX *context) { return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION); }
static inline void roost_forbid_renegotiation(SSL_CTX *context) { SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION); }
static inline int roost_set_server_name(SSL *ssl, const char *name) { return (int)SSL_set_tlsext_host_name(ssl, name); }
static inline void roost_never_ends(BIO *memory) { BIO_set_mem_eof_return(memory, -1); }

#endif
