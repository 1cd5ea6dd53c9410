/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How a mailbox is reached (decisions 10). */
typedef enum
{
  OOF_ROUTE_NONE,
  OOF_ROUTE_GRAPH,
  OOF_ROUTE_EWS
} OofRoute;

/* A mailbox owner. Reference-counted; not changed once shared. */
typedef struct
{
  char *id;       /* (owned) the directory's own id; the address where it has none */
  char *address;  /* (owned) primary SMTP address, lower case: the identity everywhere */
  char *name;     /* (owned) display name */
  char *zone;     /* (owned) (nullable) IANA zone; NULL: take the organisation's */
  char *language; /* (owned) (nullable) "de", "en", "en-GB"; NULL: take the organisation's */
  OofRoute route;
  gboolean disabled; /* the account is switched off: somebody who left, or a shared mailbox; FALSE
                        where the directory does not say (EWS) */
  GHashTable
      *attributes; /* (owned) template name ("givenName", "xData1") -> value; empty ones absent */
  GStrv groups;    /* (owned) names of the groups of d:groups that the person belongs to */
} OofPerson;

#define OOF_TYPE_PERSON (oof_person_get_type ())
GType oof_person_get_type (void);

/* A person with empty attributes and groups, route none. @address is lower-cased. */
OofPerson *oof_person_new (const char *id, const char *address, const char *name);
OofPerson *oof_person_ref (OofPerson *self);
void oof_person_unref (OofPerson *self);
/* A changeable copy. */
OofPerson *oof_person_copy (const OofPerson *self);
/* Value of a template attribute, or NULL. */
const char *oof_person_get (const OofPerson *self, const char *attribute);
/* NULL or "" removes. Only before sharing. */
void oof_person_set (OofPerson *self, const char *attribute, const char *value);
/* Two upper-case letters for the avatar: "Bernd Krause" -> "BK". (transfer full) */
char *oof_person_get_initials (const OofPerson *self);
/* Case-insensitive search for all words of @text in name, address and department ("" finds
 * everybody). */
gboolean oof_person_matches (const OofPerson *self, const char *text);

const char *oof_route_to_string (OofRoute route); /* "graph", "ews", "none" */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OofPerson, oof_person_unref)

G_END_DECLS
