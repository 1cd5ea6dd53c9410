/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/oof-sim-mailbox.h"

G_BEGIN_DECLS

typedef struct _OofSimSignIn OofSimSignIn;

/* The tenant: people with their mailboxes, groups, the clock. */

typedef enum
{
  OOF_SIM_LOCATION_CLOUD,  /* Graph reaches the mailbox, EWS does not */
  OOF_SIM_LOCATION_ONPREM, /* EWS reaches it, Graph answers 404 */
} OofSimLocation;

/* Where the mailboxes of a scenario are. */
typedef enum
{
  OOF_SIM_SITES_HYBRID, /* as the data of the offices say: one of them on premises */
  OOF_SIM_SITES_CLOUD,
  OOF_SIM_SITES_ONPREM,
} OofSimSites;

/* organization.onPremisesSyncEnabled: true, false, null. */
typedef enum
{
  OOF_SIM_SYNC_ON,
  OOF_SIM_SYNC_OFF,
  OOF_SIM_SYNC_NEVER,
} OofSimSync;

typedef enum
{
  OOF_SIM_PURPOSE_USER,
  OOF_SIM_PURPOSE_SHARED,
  OOF_SIM_PURPOSE_ROOM,
} OofSimPurpose;

typedef struct
{
  gchar *id;      /* (owned) GUID */
  gchar *upn;     /* (owned) sign-in name */
  gchar *mail;    /* (owned) primary SMTP address */
  gchar *account; /* (owned) "MFA\\bkrause", the on-premises name; without regard to letter case */
  gchar *alias; /* (owned) mailNickname, also a second address alias@ the tenant's initial domain */
  gchar *password; /* (owned) (nullable) for Basic and NTLM; NULL = cannot sign in */
  gchar *display_name;
  gchar *given_name;
  gchar *surname;
  gchar *department;
  gchar *job_title;
  gchar *office;
  gchar *company;
  gchar *street;
  gchar *postal_code;
  gchar *city;
  gchar *state;
  gchar *country;
  gchar *phone;
  gchar *mobile;
  gchar *fax;
  gchar *extension_attribute1; /* (owned) as all above; "" = not set */
  gchar *locale;               /* (owned) "de-DE" */
  gchar *zone;                 /* (owned) IANA name; as sent, once a client has set it */
  OofSimPurpose purpose;
  OofSimLocation location;
  gboolean enabled;
  guint not_found_answers; /* Graph's two codes for an on-premises mailbox take turns */
  OofSimMailbox *mailbox;  /* (owned) */
} OofSimPerson;

typedef struct
{
  gchar *id;         /* (owned) GUID */
  gchar *name;       /* (owned) */
  gchar *mail;       /* (owned) */
  GPtrArray *people; /* (owned) of OofSimPerson* (not owned): direct members */
  GPtrArray *groups; /* (owned) of OofSimGroup* (not owned): nested groups */
} OofSimGroup;

/* A mail that a client has sent, and what became of it does not matter here. */
typedef struct
{
  gchar *from;       /* (owned) */
  GPtrArray *to;     /* (owned) of gchar*: lower-case addresses, copies included */
  gchar *subject;    /* (owned) */
  gchar *text;       /* (owned) as sent */
  gboolean html;     /* the text is HTML */
  gboolean saved;    /* a copy lies in the sender's sent items */
  const gchar *over; /* static: "graph", "ews" */
  gint64 at;         /* microseconds since 1970, UTC */
} OofSimSent;

OofSimSent *oof_sim_sent_new (void);
void oof_sim_sent_free (OofSimSent *sent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimSent, oof_sim_sent_free)

typedef struct
{
  gchar *id;               /* (owned) tenant GUID, fresh at each start */
  gchar *name;             /* (owned) "Mainfranken Apparatebau GmbH" */
  gchar *domain;           /* (owned) primary domain */
  gchar *initial_domain;   /* (owned) "….onmicrosoft.example" */
  gchar *nt_domain;        /* (owned) "MFA" */
  GPtrArray *people;       /* (owned) of OofSimPerson*, service mailbox and rooms included */
  GPtrArray *gone;         /* (owned) of OofSimPerson*: deleted accounts, found nowhere */
  GPtrArray *groups;       /* (owned) of OofSimGroup* */
  GPtrArray *sent;         /* (owned) of OofSimSent*: what clients have sent, the newest last */
  OofSimPerson *service;   /* the service mailbox */
  OofSimPerson *helpdesk;  /* Anna Meier, who signs in */
  gboolean has_graph;      /* answers Graph */
  gboolean has_ews;        /* answers EWS */
  gchar *runner_id;        /* (owned) client id of the runner's application */
  gchar *runner_secret;    /* (owned) */
  gchar *person_client_id; /* (owned) client id of the people's application */
  gchar *runner_account; /* (owned) "MFA\\svc-oof": the EWS account with ApplicationImpersonation */
  gchar *runner_password;          /* (owned) */
  gchar *password_part;            /* (owned) what makes people's passwords this tenant's */
  GHashTable *tokens;              /* (owned) token -> what oof-sim-access.c keeps about it */
  OofSimLocation service_location; /* where the service mailbox lives */
  OofSimSignIn *sign_in;           /* (owned) what oof-sim-sign-in.h keeps */
  OofSimSync sync;                 /* of the directory with Active Directory */
  gint64 synchronised;             /* when it last did */
  gboolean owa_closed;             /* Outlook on the web of the own server answers nobody */
  gboolean service_unlicensed;     /* the service mailbox has no plan with Exchange */
  OofSimSites sites;   /* the start, for oof_sim_scenario_fill(): where mailboxes live, */
  guint64 seed;        /* which people, */
  guint wanted_people; /* how many, */
  guint wanted_groups; /* among how many more groups, */
  gint64 start_offset; /* and what clock_offset was */
  gint64 clock_offset; /* microseconds between the tenant's clock and the real one */
} OofSimTenant;

/* An empty tenant; a scenario fills it. */
OofSimTenant *oof_sim_tenant_new (void);
void oof_sim_tenant_free (OofSimTenant *tenant);
void oof_sim_person_free (OofSimPerson *person);
/* An empty group of the tenant, owned by it. */
OofSimGroup *oof_sim_tenant_add_group (OofSimTenant *tenant,
                                       const gchar *id,
                                       const gchar *name,
                                       const gchar *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofSimTenant, oof_sim_tenant_free)

/* The tenant's clock: microseconds since 1970, UTC. Everything uses it: validity of windows, Date
 * headers, expiry of tokens. */
gint64 oof_sim_tenant_now (const OofSimTenant *tenant);
/* From 1970 to 2999, else FALSE and nothing: years of four digits stay so, whatever is added. */
gboolean oof_sim_tenant_set_now (OofSimTenant *tenant, gint64 now);

/* KEY: id, user principal name, address (also alias@initial domain) or on-premises account,
 * without regard to letter case. (nullable) */
OofSimPerson *oof_sim_tenant_find_person (OofSimTenant *tenant, const gchar *key);
/* The account is deleted, and with it mailbox and memberships. */
void oof_sim_tenant_delete_person (OofSimTenant *tenant, OofSimPerson *person);
/* Is ADDRESS the primary one of PERSON? EWS refuses the others with ErrorNonPrimarySmtpAddress.
 */
gboolean oof_sim_person_is_primary (const OofSimPerson *person, const gchar *address);
/* KEY: id, name or address. (nullable) */
OofSimGroup *oof_sim_tenant_find_group (OofSimTenant *tenant, const gchar *key);
/* People of the group and of its nested groups, each once, cycles cut. (transfer container) */
GPtrArray *oof_sim_group_resolve (OofSimGroup *group);
/* Is the address in one of the tenant's domains? */
gboolean oof_sim_tenant_is_internal (const OofSimTenant *tenant, const gchar *address);

G_END_DECLS
