namespace RayNet.CompilerServices;

/// <summary>What a pending cell belongs to: the queue of a scheduling class, or the mailbox of an actor.</summary>
internal abstract class CallHome
{
    /// <summary>Runs a queued call on the caller's thread, if it has not started and its resources are free.</summary>
    internal virtual bool TryRunInPlace(ObjectCell call) => false;

    /// <summary>Somebody waits for the value of a pending cell: what was not sent yet is sent, what is elsewhere is fetched.</summary>
    internal virtual void OnAwaited(ObjectCell cell)
    {
    }

    /// <summary>Nobody holds a reference to the cell any more.</summary>
    internal virtual void OnUnreferenced(ObjectCell cell)
    {
    }

    /// <summary>Cancels a pending call. Returns <see langword="false"/> when it had ended.</summary>
    internal abstract bool Cancel(ObjectCell call, bool force, bool recursive);

    /// <summary>Says why the call is pending.</summary>
    internal abstract PendingExplanation Explain(ObjectCell call);

    /// <summary>The name of the call in messages.</summary>
    internal abstract string NameOf(ObjectCell call);

    /// <summary>A call has failed, and nobody has looked at the failure yet.</summary>
    internal virtual void OnFailed(CallFailure failure)
    {
    }

    /// <summary>A failure of this call was never looked at.</summary>
    internal virtual void OnUnobserved(Exception exception)
    {
    }
}
