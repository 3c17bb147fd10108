import '@fontsource-variable/inter/wght.css';
import './styles/index.css';
import { createRoot } from 'react-dom/client';
import { App } from './components/App.tsx';

createRoot(document.getElementById('app')!).render(<App />);
