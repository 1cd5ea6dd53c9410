/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-json.h"
#include "sim/oof-sim-tenant.h"

G_BEGIN_DECLS

/* What the tenant's sign-in service remembers beside tokens: who agreed to what, codes that wait to
 * be redeemed, and how it is to behave in a test (POST /_sim/sign-in). */

/* A code for a browser or for a device, and what was asked with it. */
typedef struct
{
  gchar *code;      /* (owned) of the browser; of the device: the one it polls with */
  gchar *user_code; /* (owned) (nullable) of a device: what the person types */
  gchar *scope;     /* (owned) */
  gchar *redirect;  /* (owned) (nullable) */
  gchar *challenge; /* (owned) (nullable) */
  gchar *nonce;     /* (owned) (nullable) */
  gchar *person;    /* (owned) (nullable) id, once somebody has agreed */
  gboolean declined;
  gboolean used;
  gboolean satisfied; /* the sign-in answered a claims challenge */
  gint64 expires;
  gint64 polled;
} OofSimCode;

/* How a claims challenge of Graph is met. */
typedef enum
{
  OOF_SIM_CHALLENGE_NONE,
  OOF_SIM_CHALLENGE_REFRESH, /* a refresh with the claims does */
  OOF_SIM_CHALLENGE_SIGN_IN, /* only the person in a browser does */
} OofSimChallenge;

struct _OofSimSignIn
{
  GHashTable *application; /* (owned) set: roles that an administrator agreed to */
  GHashTable *delegated;   /* (owned) set: scopes that somebody agreed to */
  GPtrArray *codes;        /* (owned) of OofSimCode* */
  gchar *certificate;      /* (owned) (nullable) PEM that the runner's application lists */
  gchar *scope_group;      /* (owned) (nullable) group that limits the runner's application */
  gboolean user_consent;   /* people may agree for themselves */
  gboolean rotation_revokes;
  gboolean secret_expired;
  OofSimChallenge challenge;
};

/* The claims that Graph's challenge asks for. */
#define OOF_SIM_CLAIMS "{\"access_token\":{\"nbf\":{\"essential\":true,\"value\":\"1700000000\"}}}"

/* Everything agreed to, nothing demanded. */
OofSimSignIn *oof_sim_sign_in_new (void);
void oof_sim_sign_in_free (OofSimSignIn *self);

/* "https://graph…/User.Read" -> "User.Read". */
const gchar *oof_sim_sign_in_get_name (const gchar *scope);
/* Are all of SCOPES agreed to? "/.default" and those of OpenID are. */
gboolean oof_sim_sign_in_covers (OofSimSignIn *self, const gchar *scopes);
/* Somebody agrees to SCOPES; to all that the application lists for "/.default". */
void oof_sim_sign_in_agree (OofSimSignIn *self, const gchar *scopes);
void oof_sim_sign_in_agree_application (OofSimSignIn *self);
/* The short names that a token for SCOPES carries, between blanks; SCOPES NULL: the application's
 * roles. (transfer full) */
gchar *oof_sim_sign_in_dup_permissions (OofSimSignIn *self, const gchar *scopes);

/* A code that lives until EXPIRES. (transfer none) */
OofSimCode *oof_sim_sign_in_add_code (OofSimSignIn *self, gint64 expires);
/* By code, or by user code where DEVICE. (nullable) */
OofSimCode *oof_sim_sign_in_find_code (OofSimSignIn *self, const gchar *code, gboolean device);

/* {"application":[…]|"delegated":[…]|"certificate":PEM|"scope":GROUP|null|"userConsent":bool|
 * "rotation":"keep"|"revoke"|"secret":"valid"|"expired"|"challenge":"none"|"refresh"|"sign-in"}.
 * What is wrong (transfer full), or NULL. */
gchar *oof_sim_sign_in_change (OofSimSignIn *self, JsonObject *change);

G_END_DECLS
