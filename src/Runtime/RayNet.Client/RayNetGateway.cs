namespace RayNet;

/// <summary>Connects programs outside of a cluster to its gateways.</summary>
public static class RayNetGateway
{
    /// <summary>Prepares a connection. It is made with the first call, and again when it was broken.</summary>
    /// <param name="address">Where the gateway is: <c>https://host:port</c>, or <c>http://localhost:port</c> on the same machine.</param>
    /// <param name="options">Token, certificates, limits.</param>
    /// <returns>What generated clients are created with.</returns>
    /// <exception cref="InvalidOptionException">The address is none, or an option is not allowed.</exception>
    public static GatewayConnection Connect(string address, GatewayConnectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(address);
        options ??= new GatewayConnectionOptions();
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            throw new InvalidOptionException($"'{address}' is no address of a gateway. Write https://host:port, or http://localhost:port for one on this machine.");
        }

        if (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback && !options.AllowPlaintext)
        {
            throw new InvalidOptionException($"{uri.Authority} is another machine, and calls to it would travel in plaintext, the token included. Write https://{uri.Authority}, or set AllowPlaintext.");
        }

        if (options.CallTimeout is { } timeout && timeout <= TimeSpan.Zero)
        {
            throw new InvalidOptionException($"CallTimeout is {timeout}; it has to be above zero. Leave it out for no limit.");
        }

        if (options.MaxReceiveBytes <= 0)
        {
            throw new InvalidOptionException($"MaxReceiveBytes is {options.MaxReceiveBytes}; it has to be above zero.");
        }

        return new GrpcGatewayConnection(uri, options);
    }
}
