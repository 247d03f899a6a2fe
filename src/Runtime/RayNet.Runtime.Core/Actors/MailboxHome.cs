using RayNet.CompilerServices;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Actors;

/// <summary>What a call of an actor belongs to.</summary>
internal sealed class MailboxHome(ActorHost host, CallSettings? settings = null, int group = -1) : CallHome
{
    internal ActorHost Host { get; } = host;

    /// <summary>The settings of a call with options of its own.</summary>
    internal CallSettings? Settings { get; } = settings;

    /// <summary>The group of a call with options of its own, or -1.</summary>
    internal int Group { get; } = group;

    internal override bool Cancel(ObjectCell call, bool force, bool recursive)
    {
        if (!call.RequestCancel())
        {
            return false;
        }

        if (call.TryFail(new RemoteTaskCanceledException($"{NameOf(call)} was cancelled before it started."), observed: true, onlyIfNotStarted: true))
        {
            call.ReleaseArguments();
            return true;
        }

        // Force would take the actor down with the call; an actor is killed by Ray.Kill.
        (call.Frame as WorkerFrame)?.Cancel(call, recursive);
        return true;
    }

    internal override PendingExplanation Explain(ObjectCell call) => ActorExplainer.Explain(Host, call);

    internal override string NameOf(ObjectCell call) => Host.SettingsOf(call).Name;

    internal override void OnFailed(CallFailure failure) => Host.Cluster.Failures.Add(failure);

    internal override void OnUnobserved(Exception exception) => Host.Cluster.ReportUnobserved($"A call of actor {Host.ClassName}", exception);
}
