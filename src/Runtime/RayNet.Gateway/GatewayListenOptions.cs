namespace RayNet;

/// <summary>The port of a gateway, and its TLS.</summary>
public sealed class GatewayListenOptions
{
    /// <summary>The IP address to listen on; <c>0.0.0.0</c> for all.</summary>
    /// <value>Default: <c>127.0.0.1</c>, which only this machine reaches.</value>
    public string Host { get; set; } = "127.0.0.1";

    /// <summary>The port; 0 for any free one.</summary>
    /// <value>Default: 7443.</value>
    public int Port { get; set; } = 7443;

    /// <summary>Whether the port speaks TLS.</summary>
    /// <value>Default: where other machines reach it.</value>
    public bool? UseTls { get; set; }

    /// <summary>The certificate, as PEM. Needs <see cref="KeyFile"/>.</summary>
    /// <value>Default: one of the cluster's own authority, made anew with each start.</value>
    public string? CertificateFile { get; set; }

    /// <summary>The key of the certificate, as PEM.</summary>
    /// <value>Default: none.</value>
    public string? KeyFile { get; set; }

    /// <summary>The authority whose certificates callers may have to show, as PEM.</summary>
    /// <value>Default: none.</value>
    public string? AuthorityFile { get; set; }

    /// <summary>Whether callers need a certificate of <see cref="AuthorityFile"/>.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool RequireClientCertificate { get; set; }

    /// <summary>The cluster whose authority signs when there is no certificate: a folder of <c>~/.raynet</c>, where its <c>ca.pem</c> is.</summary>
    /// <value>Default: <c>default</c>.</value>
    public string ClusterName { get; set; } = "default";

    /// <summary>The folder in place of <c>~/.raynet</c>.</summary>
    internal string? Home { get; set; }
}
