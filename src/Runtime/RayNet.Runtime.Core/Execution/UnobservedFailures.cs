using RayNet.CompilerServices;

namespace RayNet.Runtime.Execution;

/// <summary>
/// Failures that nobody has looked at. Finalizers report them while the program runs, but not when it ends: a short script
/// that forgot an await would never hear of its error. So shutdown asks here.
/// </summary>
internal sealed class UnobservedFailures
{
    private readonly Lock _gate = new();
    private List<WeakReference<CallFailure>> _failures = [];
    private int _pruneAt = 64;

    internal void Add(CallFailure failure)
    {
        var reference = new WeakReference<CallFailure>(failure);
        lock (_gate)
        {
            _failures.Add(reference);
            if (_failures.Count >= _pruneAt)
            {
                _failures.RemoveAll(static item => !item.TryGetTarget(out CallFailure? known) || known.IsObserved);
                _pruneAt = Math.Max(64, _failures.Count * 2);
            }
        }
    }

    internal void ReportAll()
    {
        List<WeakReference<CallFailure>> failures;
        lock (_gate)
        {
            failures = _failures;
            _failures = [];
        }

        foreach (WeakReference<CallFailure> item in failures)
        {
            if (item.TryGetTarget(out CallFailure? failure))
            {
                failure.ReportIfUnobserved();
            }
        }
    }
}
