/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "oof-contract-side.h"

G_BEGIN_DECLS

#define OOF_CONTRACT_KEY "a:6f1c0e0a-5f0e-4d43-9c36-2f0f9d3a7b11"

/* Every call of the ports, for cases that treat them alike. */
typedef enum
{
  OOF_CONTRACT_CALL_READ,
  OOF_CONTRACT_CALL_WRITE,
  OOF_CONTRACT_CALL_LIST_PEOPLE,
  OOF_CONTRACT_CALL_EXPAND,
  OOF_CONTRACT_CALL_RESOLVE,
  OOF_CONTRACT_CALL_LIST_ITEMS,
  OOF_CONTRACT_CALL_FIND,
  OOF_CONTRACT_CALL_CREATE,
  OOF_CONTRACT_CALL_UPDATE,
  OOF_CONTRACT_CALL_REMOVE,
  OOF_CONTRACT_CALL_READ_MANY,
  OOF_CONTRACT_CALL_READ_RULES,
  OOF_CONTRACT_CALL_ADD_RULE,
  OOF_CONTRACT_N_CALLS
} OofContractCall;

/* What the calls work on. */
typedef struct
{
  OofReplyState *off;  /* (owned) what PERSON has */
  OofReplyState *on;   /* (owned) what WRITE writes there */
  OofItem *item;       /* (owned) what CREATE creates: not there yet, its key is OOF_CONTRACT_KEY */
  OofRuleChange *rule; /* (owned) what ADD_RULE does at PERSON */
  OofItem *there;      /* (owned) what UPDATE and REMOVE name: the server has it, or seems to */
} OofContractMaterial;

void oof_contract_material_init (OofContractMaterial *self, OofItem *there);
void oof_contract_material_clear (OofContractMaterial *self);

/* @result (out): as of oof_contract_keep_cb(). */
void oof_contract_call_begin (OofContractSide *side,
                              const OofContractMaterial *material,
                              OofContractCall call,
                              GCancellable *cancellable,
                              GAsyncResult **result);
/* Waits for the end. Whether it went well; what it gave is dropped. */
gboolean oof_contract_call_finish (OofContractSide *side,
                                   OofContractCall call,
                                   GAsyncResult **result,
                                   GError **error);
gboolean oof_contract_call_is_write (OofContractCall call);

G_END_DECLS
