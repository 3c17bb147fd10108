// The library's styles stand in a cascade layer: ours win without weight.
import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import '@fontsource-variable/inter/opsz.css';
import './base.css';
