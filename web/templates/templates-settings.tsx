import { Button, TextInput } from '@mantine/core';
import { useFetcher, useSearchParams } from '@remix-run/react';
import { useState } from 'react';
import {
  FOOTER_MAX_LENGTH,
  LOGO_URL_MAX_LENGTH,
  TEMPLATE_NAMES,
  TEMPLATE_VARIABLES,
  VARIABLES_BY_TEMPLATE,
} from '../../domain/templates/template.ts';
import { IconCheck } from '../components/icons.ts';
import { RequestId } from '../components/request-id.tsx';
import { describeFieldProblem, describeProblem } from '../errors/problem-text.ts';
import { type AnyOutcome, outcomeOf } from '../routing/outcome.ts';
import { SettingsPage } from '../shell/settings-page.tsx';
import { useT } from '../strings/use-t.ts';
import { templatesStrings } from './strings.en.ts';
import { TemplateField } from './template-field.tsx';
import styles from './templates.module.css';
import type { TemplatesView } from './templates-view.ts';

/** What the page's form gets back. */
export interface TemplatesResults {
  templates: object;
}

interface Props {
  templates: TemplatesView;
  requestId: string;
  /** Of a form that was posted without script. */
  outcome: AnyOutcome | undefined;
}

/** The texts that artists read, each with its preview. */
export function TemplatesSettings({ templates, requestId, outcome }: Props) {
  const t = useT(templatesStrings);
  const [search] = useSearchParams();
  const fetcher = useFetcher<AnyOutcome>({ key: 'templates' });
  const result = fetcher.data ?? outcomeOf(outcome, 'templates');
  const [isChanged, setChanged] = useState(false);
  const [footer, setFooter] = useState(templates.footer);
  const [logoUrl, setLogoUrl] = useState(templates.logoUrl);
  const isIdle = fetcher.state === 'idle';
  const isSaved = isIdle && !isChanged && (result ? result.ok : search.get('did') === 'templates');
  const problem = isIdle && result && !result.ok ? result.problem : null;
  return (
    <SettingsPage title={t('templates.title')} intro={t('templates.intro')}>
      <fetcher.Form
        method="post"
        className={styles.form}
        onChange={() => setChanged(true)}
        onSubmit={() => setChanged(false)}
      >
        <input type="hidden" name="intent" value="templates" />
        <input type="hidden" name="revision" value={templates.revision} />
        <RequestId initialId={requestId} outcome={fetcher.data} />
        <section aria-labelledby="variables" className={styles.variables}>
          <h2 id="variables" className={styles.title}>
            {t('templates.variables')}
          </h2>
          <p className={styles.hint}>{t('templates.variables_hint')}</p>
          <dl>
            {TEMPLATE_VARIABLES.map((name) => (
              <div key={name}>
                <dt>
                  <code>{`{${name}}`}</code>
                </dt>
                <dd>
                  {VARIABLES_BY_TEMPLATE.success.includes(name)
                    ? t(`templates.variable.${name}`)
                    : t('templates.variable_decision', { text: t(`templates.variable.${name}`) })}
                </dd>
              </div>
            ))}
          </dl>
        </section>
        {TEMPLATE_NAMES.map((name) => (
          <TemplateField
            key={name}
            name={name}
            templates={templates}
            footer={footer}
            hasLogo={logoUrl !== ''}
            outcome={fetcher.data}
            error={describeFieldProblem(t, problem, name)}
          />
        ))}
        <TextInput
          name="footer"
          label={t('templates.footer')}
          description={t('templates.footer_hint')}
          defaultValue={templates.footer}
          maxLength={FOOTER_MAX_LENGTH}
          autoComplete="off"
          dir="auto"
          error={describeFieldProblem(t, problem, 'footer')}
          inputWrapperOrder={['label', 'description', 'input', 'error']}
          onChange={({ currentTarget }) => setFooter(currentTarget.value)}
        />
        <TextInput
          type="url"
          name="logoUrl"
          label={t('templates.logo')}
          description={t('templates.logo_hint')}
          placeholder="https://"
          defaultValue={templates.logoUrl}
          maxLength={LOGO_URL_MAX_LENGTH}
          autoComplete="off"
          error={describeFieldProblem(t, problem, 'logoUrl')}
          inputWrapperOrder={['label', 'description', 'input', 'error']}
          onChange={({ currentTarget }) => setLogoUrl(currentTarget.value)}
        />
        <div className={styles.end}>
          <Button
            type="submit"
            variant="accent"
            aria-disabled={!isIdle}
            leftSection={isSaved ? <IconCheck size={16} /> : undefined}
          >
            {t(isSaved ? 'app.saved' : 'app.save')}
          </Button>
          {problem && (
            <p role="alert" className={styles.problem}>
              {Object.values(describeProblem(t, problem)).join('. ')}
            </p>
          )}
        </div>
      </fetcher.Form>
    </SettingsPage>
  );
}
