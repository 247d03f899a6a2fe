namespace RayNet.Runtime.Transport.Tests.Support;

/// <summary>Greetings of test processes.</summary>
internal static class Hello
{
    internal static LinkHello Client { get; } = new() { Version = "1.2.3", Kind = ProcessKind.Driver, Process = 0xC11E, ProcessId = 1, Token = "right" };

    internal static LinkHello Server { get; } = new() { Version = "1.2.3", Kind = ProcessKind.Worker, Process = 0x5E7E, ProcessId = 2 };
}
