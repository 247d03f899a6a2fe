using Grpc.Core;

namespace RayNet;

/// <summary>Who may call a gateway, and its limits. What exceeds a limit costs its sender the call, and nobody else.</summary>
public sealed class GatewayOptions
{
    /// <summary>What callers show: <c>authorization: Bearer TOKEN</c>. 16 to 512 printable characters.</summary>
    /// <value>Default: none; a gateway needs this, <see cref="TokenFile"/> or <see cref="AllowAnonymous"/>.</value>
    public string? Token { get; set; }

    /// <summary>A file with the token, which only its owner may read.</summary>
    /// <value>Default: none.</value>
    public string? TokenFile { get; set; }

    /// <summary>Lets everyone call who reaches the port. For gateways behind a proxy that authenticates.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AllowAnonymous { get; set; }

    /// <summary>Takes calls from other machines without TLS. For gateways behind a proxy that ends TLS.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool AllowPlaintext { get; set; }

    /// <summary>The largest request, or message on a hub, in bytes. A larger one fails with RESOURCE_EXHAUSTED.</summary>
    /// <value>Default: 4 MiB.</value>
    public int MaxReceiveBytes { get; set; } = 4 << 20;

    /// <summary>The largest result, or item of a stream, in bytes. A larger one fails with RESOURCE_EXHAUSTED.</summary>
    /// <value>Default: 64 MiB.</value>
    public int MaxSendBytes { get; set; } = 64 << 20;

    /// <summary>How many calls and hub connections there may be at once; the next one fails with RESOURCE_EXHAUSTED.</summary>
    /// <value>Default: 1,000.</value>
    public int MaxConcurrentCalls { get; set; } = 1000;

    /// <summary>How many streams may run on one hub connection; the next one fails with RESOURCE_EXHAUSTED.</summary>
    /// <value>Default: 100.</value>
    public int MaxStreamsPerConnection { get; set; } = 100;

    /// <summary>How many actors may live that calls created (<see cref="ExposeAttribute.CreateIfMissing"/>); the next one fails with RESOURCE_EXHAUSTED.</summary>
    /// <value>Default: 10,000.</value>
    public int MaxCreatedActors { get; set; } = 10_000;

    /// <summary>How long a call may take, whatever deadline its caller sent; then it is cancelled and fails with DEADLINE_EXCEEDED. Streams have no limit.</summary>
    /// <value>Default: one minute.</value>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The namespace in which callers name actors.</summary>
    /// <value>Default: that of the client.</value>
    public string? ActorNamespace { get; set; }

    /// <summary>Tells callers type and message of exceptions that remote code throws. They may hold what is nobody's business.</summary>
    /// <value>Default: <see langword="false"/>: UNKNOWN, "Exception was thrown by handler.", as with MagicOnion; the log has the rest.</value>
    public bool DetailedErrors { get; set; }

    /// <summary>The status that callers get for an exception of remote code; <see langword="null"/> leaves it to the gateway.</summary>
    /// <value>Default: none.</value>
    public Func<Exception, Status?>? MapError { get; set; }
}
