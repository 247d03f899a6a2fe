using RayNet.CompilerServices;
using RayNet.Runtime.Cluster.Calls;
using RayNet.Runtime.Cluster.Tasks;
using RayNet.Runtime.Control;
using RayNet.Runtime.Execution;

namespace RayNet.Runtime.Cluster.Actors;

/// <summary>What a call of a remote actor belongs to.</summary>
internal sealed class RemoteActorHome(RemoteActor actor, CallOptions? options) : CallHome
{
    private CallSettings? _settings;

    internal RemoteActor Actor { get; } = actor;

    /// <summary>The number of the call, where the actor's state survives; 0 for none.</summary>
    internal long Number { get; init; }

    internal CallSettings SettingsOf(ObjectCell call) => options is null
        ? Actor.Owner.Actors.SettingsOf(Actor, call.Method!)
        : _settings ??= RemoteActors.Compile(Actor, call.Method!, options);

    internal WireCallOptions OptionsOf(ObjectCell call)
    {
        if (options is null && call.FailedAttempts == 0 && Number == 0 && call is not IStreamCall)
        {
            return default;
        }

        var own = new WireCallOptions(options?.Name, options?.Timeout, options?.ConcurrencyGroup, call.FailedAttempts, 0, 0)
        {
            Number = Number,
            Settled = Number == 0 ? 0 : Actor.Numbers!.Settled,
        };
        return call is IStreamCall stream ? own with { StreamBuffer = stream.BufferSize, StreamSkip = stream.Received } : own;
    }

    internal override void OnAwaited(ObjectCell cell) => Actor.Owner.OnAwaited(cell);

    internal override void OnUnreferenced(ObjectCell cell) => Actor.Owner.Objects.OnUnreferenced(cell);

    internal override bool Cancel(ObjectCell call, bool force, bool recursive)
    {
        if (call.Location is not null || !call.RequestCancel())
        {
            return false;
        }

        if (call.TryFail(new RemoteTaskCanceledException($"{NameOf(call)} was cancelled before it started."), observed: true, onlyIfNotStarted: true))
        {
            call.ReleaseArguments();
            return true;
        }

        // Force would take the actor down with the call; an actor is killed by Ray.Kill.
        Actor.Owner.SendCancel(call, force: false, recursive);
        return true;
    }

    internal override PendingExplanation Explain(ObjectCell call)
    {
        string name = NameOf(call);
        return call.State switch
        {
            CellState.Waiting when call.FailedAttempts > 0 => new PendingExplanation(PendingReason.WaitingForRetry, $"{name} failed {call.FailedAttempts} times and is repeated after a delay."),
            CellState.Waiting => WaitingForArgument(name, call),
            CellState.Queued when Actor.State != ActorLiveness.Alive => RemoteExplainer.ForActor(Actor.Owner, name, Actor),
            CellState.Queued => new PendingExplanation(PendingReason.WaitingForActor, $"{name} waits for earlier calls of {Actor}."),
            CellState.Running or CellState.Completing => new PendingExplanation(PendingReason.Running, $"{name} was sent to the worker of {Actor} and runs there, or waits for earlier calls."),
            _ => new PendingExplanation(PendingReason.NotPending, $"{name} has ended."),
        };
    }

    internal override string NameOf(ObjectCell call) => SettingsOf(call).Name;

    internal override void OnFailed(CallFailure failure) => Actor.Owner.Engine.Failures.Add(failure);

    internal override void OnUnobserved(Exception exception) => Actor.Owner.Engine.ReportUnobserved($"A call of actor {Actor.ClassName}", exception);

    private static PendingExplanation WaitingForArgument(string name, ObjectCell call) =>
        DependencyWaiter.FirstPending(call) is { } argument
            ? new PendingExplanation(PendingReason.WaitingForArgument, $"{name} waits for an argument that {argument.Home?.NameOf(argument) ?? "a task"} produces.")
            : new PendingExplanation(PendingReason.WaitingForActor, $"{name} waits for an earlier call of the same caller, whose argument is not ready.");
}
