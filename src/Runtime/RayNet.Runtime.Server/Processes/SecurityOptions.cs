namespace RayNet.Runtime.Server.Processes;

/// <summary>What the user said about protection. Nothing said is the safe choice.</summary>
internal sealed record SecurityOptions
{
    /// <summary>The name of the folder that holds token and authority.</summary>
    internal string ClusterName { get; init; } = "default";

    /// <summary>The folder of that folder, if it is not the user's own.</summary>
    internal string? Home { get; init; }

    /// <summary>The token, if it was given.</summary>
    internal string? Token { get; init; }

    /// <summary>The file with the token, if it was given.</summary>
    internal string? TokenFile { get; init; }

    /// <summary>Whether TLS is wanted also where only this machine reaches the port.</summary>
    internal bool UseTls { get; init; }

    /// <summary>The user's certificate, as PEM.</summary>
    internal string? CertificateFile { get; init; }

    /// <summary>Its key, as PEM.</summary>
    internal string? KeyFile { get; init; }

    /// <summary>The authority of all members, as PEM.</summary>
    internal string? AuthorityFile { get; init; }

    /// <summary>Whether callers need a certificate of that authority.</summary>
    internal bool RequireClientCertificate { get; init; }

    /// <summary>No TLS although other machines reach the port.</summary>
    internal bool InsecurePlaintext { get; init; }

    /// <summary>No token although other machines reach the port.</summary>
    internal bool InsecureNoToken { get; init; }
}
