using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Server.Processes;
using RayNet.Runtime.Server.Security;

namespace RayNet.Gateways.Hosting;

/// <summary>Opens the port of a gateway: HTTP/2, with or without TLS.</summary>
internal static class GatewayPort
{
    private const int MaxStreamsPerConnection = 1000;
    private static readonly TimeSpan HandshakeTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PingDelay = TimeSpan.FromSeconds(30);

    internal static void Listen(KestrelServerOptions kestrel, GatewayListenOptions options)
    {
        IPAddress address = options.Host == "localhost" ? IPAddress.Loopback
            : IPAddress.TryParse(options.Host, out IPAddress? given) ? given
            : throw new InvalidOptionException($"GatewayListenOptions.Host is '{options.Host}', which is no IP address. Give one of this machine, or 0.0.0.0 for all.");
        string name = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) ? Dns.GetHostName() : address.ToString();
        ILogger logger = kestrel.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger("RayNet.Gateway");
        TimeProvider time = kestrel.ApplicationServices.GetService<TimeProvider>() ?? TimeProvider.System;
        ServerSecurity security = ProcessSecurity.ForPort(Security(options), new ListenAddress(address, name), time, logger).Server;

        // Streams are calls that stay, and a client that vanished has to be noticed.
        kestrel.Limits.Http2.MaxStreamsPerConnection = MaxStreamsPerConnection;
        kestrel.Limits.Http2.KeepAlivePingDelay = PingDelay;
        kestrel.Limits.MaxRequestBodySize = null;
        kestrel.Listen(address, options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (security.Certificate is not null)
            {
                listen.UseHttps(ServerTls.Create(security, HandshakeTimeout, SslApplicationProtocol.Http2));
            }
        });
    }

    private static SecurityOptions Security(GatewayListenOptions options) => new()
    {
        ClusterName = options.ClusterName,
        Home = options.Home,
        UseTls = options.UseTls == true,
        InsecurePlaintext = options.UseTls == false && options.CertificateFile is null,
        CertificateFile = options.CertificateFile,
        KeyFile = options.KeyFile,
        AuthorityFile = options.AuthorityFile,
        RequireClientCertificate = options.RequireClientCertificate,
    };
}
