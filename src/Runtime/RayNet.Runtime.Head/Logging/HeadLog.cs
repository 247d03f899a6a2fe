using Microsoft.Extensions.Logging;
using RayNet.Runtime.Control;

namespace RayNet.Runtime.Head.Logging;

/// <summary>Every message that the head logs.</summary>
internal static partial class HeadLog
{
    [LoggerMessage(HeadEventIds.NodeJoined, LogLevel.Information, "Node '{Name}' ({Node}) joined from {Address} with {Resources}.", EventName = nameof(NodeJoined))]
    internal static partial void NodeJoined(this ILogger logger, string name, NodeId node, string address, string resources);

    [LoggerMessage(HeadEventIds.NodeLost, LogLevel.Warning, "The connection of node '{Name}' ({Node}) broke: {Reason} It has {Seconds} s to come back.", EventName = nameof(NodeLost))]
    internal static partial void NodeLost(this ILogger logger, string name, NodeId node, string reason, double seconds);

    [LoggerMessage(HeadEventIds.NodeDead, LogLevel.Warning, "Node '{Name}' ({Node}) is gone: {Reason}", EventName = nameof(NodeDead))]
    internal static partial void NodeDead(this ILogger logger, string name, NodeId node, string reason);

    [LoggerMessage(HeadEventIds.NodeDraining, LogLevel.Information, "Node {Node} takes no new work ({Reason}), and leaves when it has none, at the latest at {Deadline}.", EventName = nameof(NodeDraining))]
    internal static partial void NodeDraining(this ILogger logger, NodeId node, string reason, DateTime? deadline);

    [LoggerMessage(HeadEventIds.NodeRefused, LogLevel.Warning, "Node '{Name}' ({Node}) was refused: {Reason}", EventName = nameof(NodeRefused))]
    internal static partial void NodeRefused(this ILogger logger, string name, NodeId node, string reason);

    [LoggerMessage(HeadEventIds.JobStarted, LogLevel.Information, "Job {Job} started: {EntryPoint}.", EventName = nameof(JobStarted))]
    internal static partial void JobStarted(this ILogger logger, JobId job, string entryPoint);

    [LoggerMessage(HeadEventIds.JobEnded, LogLevel.Information, "Job {Job} ended as {Status}. {Message}", EventName = nameof(JobEnded))]
    internal static partial void JobEnded(this ILogger logger, JobId job, JobStatus status, string message);

    [LoggerMessage(HeadEventIds.ActorPlaced, LogLevel.Information, "Detached actor {Actor} ({Id}) goes to node {Node}.", EventName = nameof(ActorPlaced))]
    internal static partial void ActorPlaced(this ILogger logger, string actor, ActorId id, NodeId node);

    [LoggerMessage(HeadEventIds.ActorInfeasible, LogLevel.Warning, "Detached actor {Actor} ({Id}) asks for {Demand}, which no node has. It stays pending until such a node joins.", EventName = nameof(ActorInfeasible))]
    internal static partial void ActorInfeasible(this ILogger logger, string actor, ActorId id, string demand);

    [LoggerMessage(HeadEventIds.SessionFailed, LogLevel.Warning, "The connection of node {Node} is closed: {Reason}", EventName = nameof(SessionFailed))]
    internal static partial void SessionFailed(this ILogger logger, NodeId node, string reason, Exception? exception);

    [LoggerMessage(HeadEventIds.StoreFailed, LogLevel.Error, "The head's store refused a change, which has not happened: {Reason}", EventName = nameof(StoreFailed))]
    internal static partial void StoreFailed(this ILogger logger, string reason, Exception exception);

    [LoggerMessage(HeadEventIds.StorageAway, LogLevel.Warning, "The storage of the heads does not answer: {Reason}", EventName = nameof(StorageAway))]
    internal static partial void StorageAway(this ILogger logger, string reason);

    [LoggerMessage(HeadEventIds.RedisForgets, LogLevel.Warning, "Redis at {Where} may forget what was answered when it ends ({Settings}). Set appendonly yes and appendfsync always.", EventName = nameof(RedisForgets))]
    internal static partial void RedisForgets(this ILogger logger, string where, string settings);

    [LoggerMessage(HeadEventIds.RaftState, LogLevel.Information, "Raft: {Event}", EventName = nameof(RaftState))]
    internal static partial void RaftState(this ILogger logger, string @event);
}
