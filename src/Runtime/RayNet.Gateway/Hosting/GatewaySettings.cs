using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Server.Security;

namespace RayNet.Gateways.Hosting;

/// <summary>Options that were checked.</summary>
/// <param name="Options">The options.</param>
/// <param name="Token">Compares tokens; <see langword="null"/> lets everyone in.</param>
internal sealed record GatewaySettings(GatewayOptions Options, TokenCheck? Token)
{
    internal static GatewaySettings Create(GatewayOptions options)
    {
        Check(options.MaxReceiveBytes, nameof(options.MaxReceiveBytes));
        Check(options.MaxSendBytes, nameof(options.MaxSendBytes));
        Check(options.MaxConcurrentCalls, nameof(options.MaxConcurrentCalls));
        Check(options.MaxStreamsPerConnection, nameof(options.MaxStreamsPerConnection));
        Check(options.MaxCreatedActors, nameof(options.MaxCreatedActors));
        if (options.CallTimeout <= TimeSpan.Zero)
        {
            throw new InvalidOptionException($"GatewayOptions.CallTimeout is {options.CallTimeout}; it has to be above zero.");
        }

        string? token = options.Token is { } given ? ClusterEnvironment.Check(given, "GatewayOptions.Token") : options.TokenFile is { } file ? SecretFile.ReadToken(file) : null;
        return (token, options.AllowAnonymous) switch
        {
            (null, false) => throw new InvalidOptionException("A gateway needs a token: set GatewayOptions.Token or TokenFile. AllowAnonymous lets everyone call who reaches the port."),
            (not null, true) => throw new InvalidOptionException("GatewayOptions.AllowAnonymous contradicts Token and TokenFile. Leave one of them out."),
            (null, true) => new GatewaySettings(options, null),
            _ => new GatewaySettings(options, new TokenCheck(token)),
        };
    }

    private static void Check(int value, string name)
    {
        if (value <= 0)
        {
            throw new InvalidOptionException($"GatewayOptions.{name} is {value}; it has to be above zero.");
        }
    }
}
