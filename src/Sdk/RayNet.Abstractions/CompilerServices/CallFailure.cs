using System.Runtime.ExceptionServices;

namespace RayNet.CompilerServices;

/// <summary>
/// Why a cell failed. The finalizer is the only way to learn that nobody looked: it exists for failures alone, so that
/// successful calls never pay for finalization.
/// </summary>
internal sealed class CallFailure(Exception exception, CallHome? home)
{
    private readonly ExceptionDispatchInfo _dispatch = ExceptionDispatchInfo.Capture(exception);
    private readonly RemoteTaskException? _context = exception.GetRemoteContext();
    private CallHome? _home = home;

    ~CallFailure() => _home?.OnUnobserved(_dispatch.SourceException);

    internal bool IsObserved => _home is null;

    internal Exception Exception => _dispatch.SourceException;

    /// <summary>Reports the failure if nobody has looked at it.</summary>
    internal void ReportIfUnobserved()
    {
        CallHome? home = _home;
        Observe();
        home?.OnUnobserved(_dispatch.SourceException);
    }

    internal void Throw()
    {
        Observe();
        if (!ReferenceEquals(Exception.GetRemoteContext(), _context))
        {
            // The exception went on through a call that waited for this one, and got that call's context.
            Exception.SetRemoteContext(_context!);
        }

        _dispatch.Throw();
    }

    internal void Observe()
    {
        _home = null;
#pragma warning disable CA1816 // Not a disposal: the finalizer exists only to find failures that nobody observed.
        GC.SuppressFinalize(this);
#pragma warning restore CA1816
    }
}
