using RayNet.CompilerServices;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Actors;

/// <summary>Builds a lost actor again: waiting calls stay, running ones are repeated where their retries allow it.</summary>
internal static class ActorRestart
{
    internal static void Run(ActorHost host)
    {
        Mailbox[] old = host.ReplaceMailboxes();
        var unavailable = new ActorUnavailableException(host.Id, $"{host} was lost and is built again. Whether the call ran to its end is not known; give it MaxTaskRetries to have it repeated.");
        foreach (Mailbox mailbox in old)
        {
            List<ObjectCell> waiting = mailbox.Retire();
            foreach (ObjectCell call in mailbox.Running)
            {
                RepeatOrFail(host, call, unavailable);
            }

            foreach (ObjectCell call in waiting)
            {
                host.Repost(call);
            }
        }
    }

    private static void RepeatOrFail(ActorHost host, ObjectCell call, ActorUnavailableException unavailable)
    {
        CallSettings settings = host.SettingsOf(call);
        if (call.Frame is WorkerFrame frame)
        {
            // The lost attempt may still end; the next one needs what it would let go of.
            frame.KeepsArguments = true;
            frame.IsAbandoned = host.Snapshots is not null;
            frame.Cancel(call, recursive: true);
        }

        bool again = (settings.MaxRetries < 0 || call.FailedAttempts < settings.MaxRetries) && call.TryBeginRetry();
        if (again)
        {
            host.PostWaiting(call);
        }
        else
        {
            call.TryFail(unavailable);
        }
    }
}
