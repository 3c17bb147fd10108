import { useNavigate } from '@remix-run/react';
import { useCallback } from 'react';

/** Moves to an address of the dashboard without jumping to the top of a list. */
export function useNavigateTo(): (to: string) => void {
  const navigate = useNavigate();
  return useCallback((to) => navigate(to, { preventScrollReset: true }), [navigate]);
}
