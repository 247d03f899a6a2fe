using Microsoft.Extensions.Logging;

namespace RayNet.Runtime.Server.Logging;

/// <summary>Every message that servers log.</summary>
internal static partial class ServerLog
{
    [LoggerMessage(ServerEventIds.CallRefused, LogLevel.Warning, "A call from {Caller} to {Path} was refused: {Reason}", EventName = nameof(CallRefused))]
    internal static partial void CallRefused(this ILogger logger, string caller, string path, string reason);

    [LoggerMessage(ServerEventIds.NodeReconnecting, LogLevel.Warning, "The connection to the head at {Head} broke: {Reason} Running work goes on; trying to connect again.", EventName = nameof(NodeReconnecting))]
    internal static partial void NodeReconnecting(this ILogger logger, string head, string reason);

    [LoggerMessage(ServerEventIds.NodeReconnected, LogLevel.Information, "Connected to the head at {Head}.", EventName = nameof(NodeReconnected))]
    internal static partial void NodeReconnected(this ILogger logger, string head);

    [LoggerMessage(ServerEventIds.NodeConnectionEnded, LogLevel.Warning, "The connection to the head at {Head} has ended for good: {Reason}", EventName = nameof(NodeConnectionEnded))]
    internal static partial void NodeConnectionEnded(this ILogger logger, string head, string reason);

    [LoggerMessage(ServerEventIds.ComesBack, LogLevel.Warning, "The head gave this node up although it lives: {Reason} Its workers and objects end now, and it joins again as a new node.", EventName = nameof(ComesBack))]
    internal static partial void ComesBack(this ILogger logger, string reason);

    [LoggerMessage(ServerEventIds.CameBack, LogLevel.Information, "The node is back as {Node}; it was {Before}.", EventName = nameof(CameBack))]
    internal static partial void CameBack(this ILogger logger, string node, string before);

    [LoggerMessage(ServerEventIds.HeadAway, LogLevel.Warning, "The head at {Head} does not answer: {Reason} What needs it waits.", EventName = nameof(HeadAway))]
    internal static partial void HeadAway(this ILogger logger, string head, string reason);

    [LoggerMessage(ServerEventIds.GpusNotFound, LogLevel.Warning, "The GPUs of the machine could not be counted: {Reason} The node has none unless --num-gpus says how many.", EventName = nameof(GpusNotFound))]
    internal static partial void GpusNotFound(this ILogger logger, string reason);

    [LoggerMessage(ServerEventIds.PlaintextBeyondLoopback, LogLevel.Warning, "{Address} is reachable from other machines WITHOUT ENCRYPTION: whoever is on the network reads and changes everything, the token included.", EventName = nameof(PlaintextBeyondLoopback))]
    internal static partial void PlaintextBeyondLoopback(this ILogger logger, string address);

    [LoggerMessage(ServerEventIds.NoTokenBeyondLoopback, LogLevel.Warning, "{Address} is reachable from other machines WITHOUT A TOKEN: whoever reaches it runs programs as this user.", EventName = nameof(NoTokenBeyondLoopback))]
    internal static partial void NoTokenBeyondLoopback(this ILogger logger, string address);

    [LoggerMessage(ServerEventIds.Listening, LogLevel.Information, "{Role} listens on {Address}.", EventName = nameof(Listening))]
    internal static partial void Listening(this ILogger logger, string role, string address);

    [LoggerMessage(ServerEventIds.Stopping, LogLevel.Information, "Stopping: {Reason}", EventName = nameof(Stopping))]
    internal static partial void Stopping(this ILogger logger, string reason);

    [LoggerMessage(ServerEventIds.StepFailed, LogLevel.Error, "{Step} failed while stopping.", EventName = nameof(StepFailed))]
    internal static partial void StepFailed(this ILogger logger, string step, Exception exception);

    [LoggerMessage(ServerEventIds.OrphansSwept, LogLevel.Warning, "Cleaned up after {Sessions} runs that did not end in good order; ended {Processes} processes of them.", EventName = nameof(OrphansSwept))]
    internal static partial void OrphansSwept(this ILogger logger, int sessions, int processes);

    [LoggerMessage(ServerEventIds.AcceptFailed, LogLevel.Warning, "A connection to {Address} could not be accepted.", EventName = nameof(AcceptFailed))]
    internal static partial void AcceptFailed(this ILogger logger, System.Net.EndPoint address, Exception exception);

    [LoggerMessage(ServerEventIds.NotHandedOver, LogLevel.Warning, "A connection could not be handed to its process; the other side goes through the nodes.", EventName = nameof(NotHandedOver))]
    internal static partial void NotHandedOver(this ILogger logger, Exception exception);

    [LoggerMessage(ServerEventIds.StandsBy, LogLevel.Information, "The head at {Address} stands by.", EventName = nameof(StandsBy))]
    internal static partial void StandsBy(this ILogger logger, string address);

    [LoggerMessage(ServerEventIds.Leads, LogLevel.Information, "This head leads, in term {Term}.", EventName = nameof(Leads))]
    internal static partial void Leads(this ILogger logger, long term);

    [LoggerMessage(ServerEventIds.LeadsNoMore, LogLevel.Warning, "This head leads no more, and stands by again: {Reason}", EventName = nameof(LeadsNoMore))]
    internal static partial void LeadsNoMore(this ILogger logger, string reason);

    [LoggerMessage(ServerEventIds.PortTaken, LogLevel.Warning, "This head cannot listen at {Address}, where it was: {Reason} Trying again.", EventName = nameof(PortTaken))]
    internal static partial void PortTaken(this ILogger logger, string address, string reason);
}
