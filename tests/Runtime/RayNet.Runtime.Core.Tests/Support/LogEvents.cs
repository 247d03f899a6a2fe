namespace RayNet.Runtime.Tests;

/// <summary>The ids of the messages that tests look for. They are part of the product: dashboards filter by them.</summary>
internal static class LogEvents
{
    public const int Infeasible = 3000;
    public const int ActorInfeasible = 3001;
    public const int NoNodeWithLabel = 3002;
    public const int UnobservedError = 4000;
    public const int DisposeFailed = 5000;
    public const int DisposalTimedOut = 5003;
    public const int LeftBehind = 6002;
}
