package org.ecluse.filter.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.ecluse.testkit.Covers;
import org.ecluse.testkit.Mails;
import org.ecluse.verdict.Finding;
import org.ecluse.verdict.StageResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Covers("R2.2")
class BulkStageTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            personal mail                 | From: a@example.org;Subject: Samedi                                                        |
            newsletter                    | From: a@example.org;Subject: Lettre de mars;List-Unsubscribe: <mailto:u@example.org>       | BULK_NEWSLETTER
            advertising by subject        | From: a@example.org;Subject: Soldes: -50 %;List-Unsubscribe: <mailto:u@example.org>        | BULK_ADVERTISING
            bulk precedence               | From: a@example.org;Subject: Nouvelles;Precedence: bulk                                    | BULK_NEWSLETTER
            social network                | From: notification@facebookmail.com;Subject: Anna a publié une photo                       | BULK_SOCIAL
            social network's security     | From: security@facebookmail.com;Subject: Your security code                                |
            order of a shop               | From: a@shop.example;Subject: Votre commande 1234;List-Unsubscribe: <mailto:u@x.example>   |
            invoice of a shop             | From: a@shop.example;Subject: Invoice 77;List-Unsubscribe: <mailto:u@x.example>            |
            password                      | From: a@shop.example;Subject: Mot de passe oublié;List-Unsubscribe: <mailto:u@x.example>   |
            promotion on every order      | From: a@shop.example;Subject: 10 % discount on your order;Precedence: bulk                 | BULK_ADVERTISING
            discussion list               | From: a@example.org;Subject: Réunion;List-Id: <l.example.org>;List-Post: <mailto:l@e.org>  |
            announcement list             | From: a@example.org;Subject: Réunion;List-Id: <l.example.org>;List-Post: NO                | BULK_NEWSLETTER
            letter with a page of its own | From: a@example.org;Subject: Lettre de mars;List-Id: <l.example.org>;List-Post: <https://example.org/p/mars> | BULK_NEWSLETTER
            answer on a list              | From: a@example.org;Subject: Re: Réunion;List-Id: <l.example.org>;In-Reply-To: <1@e.org>   |
            code review                   | From: n@github.example;Subject: [p] PR 1;List-Id: <p.x>;X-GitHub-Reason: mention           |
            list post, no List-Post       | From: a@example.org;To: l@lists.example;Subject: Kernel;Precedence: bulk;List-Id: <l.lists.example> |
            list post by the host's own   | From: a@lists.example;To: l@lists.example;Subject: Kernel;Precedence: bulk;List-Id: <l.lists.example> |
            forwarded newsletter          | From: a@example.org;Subject: Fwd: Lettre de mars                                           |
            automatic answer              | From: a@example.org;Subject: Absence;Precedence: bulk;Auto-Submitted: auto-replied         |
            """)
    void classifies(String row, String header, String symbol) {
        StageResult result = new BulkStage()
                .examine(Mails.transaction(Mails.raw(header.strip().replace(";", "\n") + "\n\nBonjour\n")));
        assertThat(((StageResult.Findings) result)
                        .list().stream().map(Finding::symbol).findFirst())
                .isEqualTo(Optional.ofNullable(symbol));
    }
}
