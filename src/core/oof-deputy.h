/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/oof-absence.h"
#include "core/oof-person.h"

G_BEGIN_DECLS

/* What is to be said about the deputy of an absence, pure. */
typedef enum
{
  OOF_DEPUTY_CIRCULAR,   /* an error: the chain leads back to the absent person */
  OOF_DEPUTY_UNKNOWN,    /* nobody of that address is known (any more) */
  OOF_DEPUTY_NO_MAILBOX, /* known, but mail does not reach him */
  OOF_DEPUTY_DISABLED,   /* the account is switched off: nobody may be reading there */
  OOF_DEPUTY_AWAY,       /* absent at the same time, with somebody there at the end of
                            the chain */
  OOF_DEPUTY_NOWHERE,    /* absent at the same time, and nobody at the end of the
                            chain is there */
  OOF_DEPUTY_IS_DEPUTY   /* the absent person is somebody else's deputy then,
                            named in his text */
} OofDeputyKind;

typedef struct
{
  OofDeputyKind kind;
  char *address; /* (owned) the deputy; IS_DEPUTY: who is absent with this
                    deputy */
  GStrv chain;   /* (owned) addresses from the absent person on; CIRCULAR: back to
                    him */
  OofRange when; /* the time it is about */
} OofDeputyFinding;

/* @absences: OofAbsence of everybody, live or not; those of @draft's key are
 * left out. @people: address -> OofPerson. (transfer full) (element-type
 * OofDeputyFinding): errors first. */
GPtrArray *oof_deputy_check (const OofAbsence *draft, GPtrArray *absences, GHashTable *people);
/* Only CIRCULAR keeps an absence from being saved. */
gboolean oof_deputy_is_error (OofDeputyKind kind);

/* Who could stand in: of @candidates (OofPerson, best first) the first one who
 * has a mailbox and is there for the whole of @draft, else the one who is back
 * earliest before it ends. Never the absent person himself nor the deputy that
 * @draft names. @from: (out) (optional) since when he is there. (transfer none)
 * (nullable) */
OofPerson *oof_deputy_suggest (const OofAbsence *draft,
                               GPtrArray *absences,
                               GPtrArray *candidates,
                               OofInstant *from);

G_END_DECLS
