"""How well methods fill: holes with a known truth, scores with intervals, a recognition rate, a report.

Loads torch only for LPIPS; the methods run in processes of their own.
"""
