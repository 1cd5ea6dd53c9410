/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* NAME-RUN.journal */
#define OOF_JOURNAL_SUFFIX ".journal"
