/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The cases of each file. */
void test_contract_add_replies (void);
void test_contract_add_directory (void);
void test_contract_add_items (void);
void test_contract_add_documents (void);
void test_contract_add_failures (void);
void test_contract_add_changes (void);
void test_contract_add_faults (void);
void test_contract_add_hostile (void);
void test_contract_add_mails (void);
void test_contract_add_many (void);
void test_contract_add_rules (void);
void test_contract_add_scale (void);
void test_contract_add_cross (void);

G_END_DECLS
