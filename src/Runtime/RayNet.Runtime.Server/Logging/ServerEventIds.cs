namespace RayNet.Runtime.Server.Logging;

/// <summary>All event ids of servers. Ids are never reused.</summary>
internal static class ServerEventIds
{
    // 2200: servers and connections between machines
    internal const int CallRefused = 2200;
    internal const int NodeReconnecting = 2201;
    internal const int NodeReconnected = 2202;
    internal const int NodeConnectionEnded = 2203;
    internal const int PlaintextBeyondLoopback = 2204;
    internal const int NoTokenBeyondLoopback = 2205;
    internal const int Listening = 2206;
    internal const int Stopping = 2207;
    internal const int StepFailed = 2208;
    internal const int OrphansSwept = 2209;
    internal const int AcceptFailed = 2210;
    internal const int NotHandedOver = 2211;
    internal const int HeadAway = 2212;
    internal const int GpusNotFound = 2213;
    internal const int ComesBack = 2214;
    internal const int CameBack = 2215;

    // 2230: several heads
    internal const int StandsBy = 2230;
    internal const int Leads = 2231;
    internal const int LeadsNoMore = 2232;
    internal const int PortTaken = 2233;
}
