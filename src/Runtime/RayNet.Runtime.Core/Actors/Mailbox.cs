using RayNet.CompilerServices;
using RayNet.Runtime.Embedded;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Actors;

/// <summary>The calls of one concurrency group of an actor.</summary>
internal abstract class Mailbox : CallExecutor
{
    private protected Mailbox(ActorHost host)
    {
        Host = host;
        Home = new MailboxHome(host);
    }

    internal ActorHost Host { get; }

    /// <summary>Set before the actor is built again: no call starts here any more.</summary>
    private protected volatile bool Retired;

    /// <summary>What calls without options of their own belong to.</summary>
    internal MailboxHome Home { get; }

    internal override ActorHost? Actor => Host;

    private protected EmbeddedCluster Cluster => Host.Cluster;

    /// <summary>Adds a call behind all others.</summary>
    internal abstract void Post(ObjectCell call);

    /// <summary>Starts to run calls; before that they only gather.</summary>
    internal abstract void Open();

    /// <summary>Fails every call that has not started.</summary>
    internal abstract void FailQueued();

    /// <summary>Takes out every call that has not started and runs no more: the actor goes on in another mailbox.</summary>
    internal abstract List<ObjectCell> Retire();

    internal abstract bool HasRunning { get; }

    /// <summary>The calls that run now.</summary>
    internal abstract IEnumerable<ObjectCell> Running { get; }

    /// <summary>How many calls have not ended, about.</summary>
    internal abstract int CountPending();

    internal override void OnBlocked()
    {
        // An actor holds its resources while it lives, also when it waits.
    }

    internal override void OnUnblocked()
    {
    }

    internal override void Resubmit(ObjectCell call) => Host.Repost(call);

    /// <summary>Runs one call that is queued. Returns <see langword="false"/> if it goes on asynchronously.</summary>
    private protected bool RunCall(ObjectCell call)
    {
        // Before the call is seen to run and the look at Retired: a later instance is never met here.
        object? instance = Host.Instance;
        if (!call.TryMove(CellState.Queued, CellState.Running) || Host.FailIfOver(call))
        {
            return true;
        }

        if (Retired)
        {
            // The restart did not see it run, or contends for it.
            if (call.TryMove(CellState.Running, CellState.Waiting))
            {
                Host.PostWaiting(call);
            }

            return true;
        }

        Host.Snapshots?.Begin(call, instance);
        WorkerFrame frame = RentFrame(Cluster);
        frame.Begin(call, Host.SettingsOf(call), this, instance);
        if (!Run(frame, call))
        {
            return false;
        }

        frame.End(flowed: !call.EndsOnReturn);
        return true;
    }
}
