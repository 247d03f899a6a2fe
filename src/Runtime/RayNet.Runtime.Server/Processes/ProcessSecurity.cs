using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using RayNet.Runtime.Cluster.Connections;
using RayNet.Runtime.Cluster.Sessions;
using RayNet.Runtime.Control;
using RayNet.Runtime.Server.Logging;
using RayNet.Runtime.Server.Security;

namespace RayNet.Runtime.Server.Processes;

/// <summary>
/// Decides how a process protects its port. A port that only this machine reaches may go without; one that others reach has a token and TLS,
/// unless two options say otherwise, one for each.
/// </summary>
/// <param name="Server">What the server does.</param>
/// <param name="Authority">The cluster's own authority, if this process has it.</param>
/// <param name="TokenFile">Where the token is.</param>
internal sealed record ProcessSecurity(ServerSecurity Server, CertificateAuthority? Authority, string TokenFile)
{
    private const string TokenName = "token";

    /// <summary>The file with the certificate of the authority; empty where there is none.</summary>
    internal string AuthorityFile { get; private init; } = string.Empty;

    /// <summary>The protection of a head.</summary>
    internal static ProcessSecurity ForHead(SecurityOptions options, ListenAddress address, TimeProvider time, ILogger logger)
    {
        CheckCombination(options);
        (string? token, string tokenFile) = FindToken(options, address, HomeOf(options), logger);
        ProcessSecurity port = ForPort(options, address, time, logger);
        return port with { Server = port.Server with { Token = token }, TokenFile = tokenFile };
    }

    /// <summary>TLS of a port: by the user's certificate, by one of the cluster's authority, or none where only this machine reaches the port. It has no token.</summary>
    internal static ProcessSecurity ForPort(SecurityOptions options, ListenAddress address, TimeProvider time, ILogger logger)
    {
        CheckCombination(options);
        if (options.CertificateFile is not null)
        {
            return new ProcessSecurity(OwnCertificate(options), null, string.Empty) { AuthorityFile = options.AuthorityFile ?? string.Empty };
        }

        if (!options.UseTls && (address.IsLoopback || options.InsecurePlaintext))
        {
            if (!address.IsLoopback)
            {
                logger.PlaintextBeyondLoopback(address.Host);
            }

            return new ProcessSecurity(new ServerSecurity(), null, string.Empty);
        }

        CertificateAuthority authority = CertificateAuthority.Open(HomeOf(options), time);
        var server = new ServerSecurity { Certificate = authority.Issue(Names(address)), Authority = authority.Certificate };
        return new ProcessSecurity(server, authority, string.Empty) { AuthorityFile = authority.Path ?? string.Empty };
    }

    /// <summary>The protection of a node: that of its head. In a cluster with an authority of its own the head signs the node's certificate.</summary>
    internal static async Task<ProcessSecurity> ForNodeAsync(SecurityOptions options, ListenAddress address, ClusterChannel head, ILogger logger, CancellationToken cancellationToken)
    {
        string? token = head.Credentials.Token;
        if (!address.IsLoopback && token is null)
        {
            logger.NoTokenBeyondLoopback(address.Host);
        }

        if (!head.IsTls)
        {
            if (!address.IsLoopback)
            {
                logger.PlaintextBeyondLoopback(address.Host);
            }

            return new ProcessSecurity(new ServerSecurity { Token = token }, null, string.Empty);
        }

        if (options.CertificateFile is not null)
        {
            CheckCombination(options);
            ServerSecurity own = OwnCertificate(options);
            return new ProcessSecurity(own with { Token = token, Authority = own.Authority ?? head.Credentials.Authority }, null, string.Empty);
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        byte[] signed = await new CertificateServiceClient(head.Invoker).SignAsync(MemberKey.Request(key), Names(address), cancellationToken).ConfigureAwait(false);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(signed);
        return new ProcessSecurity(new ServerSecurity { Token = token, Certificate = MemberKey.Attach(certificate, key), Authority = head.Credentials.Authority }, null, string.Empty);
    }

    /// <summary>Where a port is reached: with the fingerprint of the authority, if there is one.</summary>
    internal static ClusterAddress AddressOf(ProcessSecurity security, ListenAddress listen, int port)
    {
        string? fingerprint = security.Server is { Certificate: not null, Authority: { } authority } ? ClusterTrust.Fingerprint(authority) : null;
        TlsMode tls = security.Server.Certificate is null ? (listen.IsLoopback ? TlsMode.Auto : TlsMode.Off) : fingerprint is null ? TlsMode.System : TlsMode.Auto;
        return new ClusterAddress(listen.Host, port, fingerprint, tls);
    }

    private static (string? Token, string File) FindToken(SecurityOptions options, ListenAddress address, string home, ILogger logger)
    {
        if (ClusterEnvironment.FindToken(options.Token, options.TokenFile) is { } token)
        {
            return (token, options.TokenFile is null ? string.Empty : Path.GetFullPath(options.TokenFile));
        }

        if (address.IsLoopback || options.InsecureNoToken)
        {
            if (!address.IsLoopback)
            {
                logger.NoTokenBeyondLoopback(address.Host);
            }

            return (null, string.Empty);
        }

        SecretFile.CreateDirectory(home);
        string file = Path.Combine(home, TokenName);
        return (SecretFile.ReadOrCreateToken(file), file);
    }

    private static ServerSecurity OwnCertificate(SecurityOptions options)
    {
        X509Certificate2 certificate = ClusterEnvironment.ReadCertificate(options.CertificateFile!, options.KeyFile!);
        var chain = new X509Certificate2Collection();
        chain.ImportFromPemFile(options.CertificateFile!);
        X509Certificate2[] intermediates = [.. chain.Where(other => !other.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span))];
        return new ServerSecurity
        {
            Certificate = certificate,
            Intermediates = [.. intermediates],
            Authority = options.AuthorityFile is null ? null : ClusterEnvironment.ReadCertificate(options.AuthorityFile),
            RequireClientCertificate = options.RequireClientCertificate,
        };
    }

    private static string HomeOf(SecurityOptions options) =>
        options.Home is { } folder ? Path.Combine(folder, options.ClusterName) : SessionRoot.FindHome(options.ClusterName);

    private static void CheckCombination(SecurityOptions options)
    {
        if (options.CertificateFile is null != options.KeyFile is null)
        {
            throw new InvalidOptionException("A certificate needs its key: give both --tls-cert and --tls-key.");
        }

        if (options.RequireClientCertificate && (options.CertificateFile is null || options.AuthorityFile is null))
        {
            throw new InvalidOptionException("Client certificates are checked against your own authority: --tls-require-client-cert needs --tls-cert, --tls-key and --tls-ca.");
        }

        if (options.InsecurePlaintext && (options.UseTls || options.CertificateFile is not null))
        {
            throw new InvalidOptionException("--insecure-plaintext contradicts --tls and --tls-cert. Leave one of them out.");
        }

        if (options.InsecureNoToken && (options.Token is not null || options.TokenFile is not null))
        {
            throw new InvalidOptionException("--insecure-no-token contradicts --token and --token-file. Leave one of them out.");
        }

        if (options.ClusterName.Length is 0 or > 64 || options.ClusterName[0] == '.' || !options.ClusterName.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
        {
            throw new InvalidOptionException($"The cluster name '{options.ClusterName}' is not one: it has up to 64 letters, digits, '-', '_' and '.', and does not begin with '.'.");
        }
    }

    private static string[] Names(ListenAddress address) => [.. new[] { address.Host, address.Address.ToString(), Environment.MachineName, "localhost" }.Where(static name => Uri.CheckHostName(name) != UriHostNameType.Unknown).Distinct(StringComparer.OrdinalIgnoreCase)];
}
