using Microsoft.Extensions.Logging;

namespace RayNet.Runtime.Logging;

/// <summary>Every message that the engine logs.</summary>
internal static partial class RuntimeLog
{
    [LoggerMessage(EventIds.Infeasible, LogLevel.Warning, "Task {Task} asks for {Demand}, which no node has (the cluster has {Total}). It stays pending until such a node joins; see Ray.ExplainAsync, or change the request.", EventName = nameof(Infeasible))]
    internal static partial void Infeasible(this ILogger logger, string task, string demand, string total);

    [LoggerMessage(EventIds.ActorInfeasible, LogLevel.Warning, "Actor {Actor} asks for {Demand}, which no node has (the cluster has {Total}). It and its calls stay pending until such a node joins; see Ray.ExplainAsync, or change the request.", EventName = nameof(ActorInfeasible))]
    internal static partial void ActorInfeasible(this ILogger logger, string actor, string demand, string total);

    [LoggerMessage(EventIds.NoNodeWithLabel, LogLevel.Warning, "{Explanation}", EventName = nameof(NoNodeWithLabel))]
    internal static partial void NoNodeWithLabel(this ILogger logger, string explanation);

    [LoggerMessage(EventIds.UnobservedError, LogLevel.Error, "{Task} failed and its reference was dropped without a look at the error. Await or get the reference, or dispose it if the error does not matter.", EventName = nameof(UnobservedError))]
    internal static partial void UnobservedError(this ILogger logger, string task, Exception exception);

    [LoggerMessage(EventIds.UnobservedHandlerFailed, LogLevel.Error, "A handler of UnobservedError threw.", EventName = nameof(UnobservedHandlerFailed))]
    internal static partial void UnobservedHandlerFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventIds.DisposeFailed, LogLevel.Error, "Disposing actor {Actor} ({ActorId}) threw.", EventName = nameof(DisposeFailed))]
    internal static partial void DisposeFailed(this ILogger logger, string actor, ActorId actorId, Exception exception);

    [LoggerMessage(EventIds.CancellationCallbackFailed, LogLevel.Error, "A callback on the cancellation token of {Task} threw.", EventName = nameof(CancellationCallbackFailed))]
    internal static partial void CancellationCallbackFailed(this ILogger logger, string task, Exception exception);

    [LoggerMessage(EventIds.DisposalTimedOut, LogLevel.Error, "Disposing actor {Actor} ({ActorId}) took longer than its TerminationTimeout of {Seconds} s. It is given up.", EventName = nameof(DisposalTimedOut))]
    internal static partial void DisposalTimedOut(this ILogger logger, string actor, ActorId actorId, double seconds);

    [LoggerMessage(EventIds.ScopeDisposeFailed, LogLevel.Error, "Disposing the services of a call threw.", EventName = nameof(ScopeDisposeFailed))]
    internal static partial void ScopeDisposeFailed(this ILogger logger, Exception exception);

    [LoggerMessage(EventIds.Stopped, LogLevel.Debug, "Embedded cluster {NodeId} stopped.", EventName = nameof(Stopped))]
    internal static partial void Stopped(this ILogger logger, NodeId nodeId);

    [LoggerMessage(EventIds.LeftBehind, LogLevel.Warning, "Shutdown left {Count} running calls behind after {Seconds} s: {Tasks}. They ignore their cancellation token.", EventName = nameof(LeftBehind))]
    internal static partial void LeftBehind(this ILogger logger, int count, double seconds, string tasks);
}
