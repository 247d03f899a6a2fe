using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using RayNet.Runtime.Deployment.Environments;

namespace RayNet.Runtime.Cluster.Connections;

/// <summary>Options of a connection that also come from the environment, so that programs need no code for them.</summary>
internal static class ClusterEnvironment
{
    /// <summary>The cluster's address.</summary>
    internal const string Address = "RAYNET_ADDRESS";

    /// <summary>The token itself.</summary>
    internal const string Token = "RAYNET_TOKEN";

    /// <summary>A file that holds the token.</summary>
    internal const string TokenFile = "RAYNET_TOKEN_FILE";

    /// <summary>A PEM file with the certificate of the cluster's authority.</summary>
    internal const string Authority = "RAYNET_TLS_CA";

    /// <summary>A PEM file with the client's own certificate.</summary>
    internal const string Certificate = "RAYNET_TLS_CERT";

    /// <summary>A PEM file with the key of that certificate.</summary>
    internal const string Key = "RAYNET_TLS_KEY";

    /// <summary>The team whose quota the program's job uses.</summary>
    internal const string Quota = SubmittedEnv.Quota;

    /// <summary>The priority of the program's job.</summary>
    internal const string Priority = SubmittedEnv.Priority;

    /// <exception cref="InvalidOptionException">It is no whole number.</exception>
    internal static int FindPriority() => Variable(Priority) is not { } text ? 0
        : int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out int priority) ? priority
        : throw new InvalidOptionException($"{Priority} is '{text}'; give a whole number.");

    /// <summary>Completes what was given by options: an option wins over a variable.</summary>
    /// <exception cref="InvalidOptionException">A file is missing or holds something else.</exception>
    internal static ClusterCredentials Complete(string? token, string? tokenFile, string? authority, string? certificate, string? key)
    {
        authority ??= Variable(Authority);
        certificate ??= Variable(Certificate);
        key ??= Variable(Key);
        if (certificate is null != key is null)
        {
            throw new InvalidOptionException($"A client certificate needs its key: give both --tls-cert and --tls-key, or both {Certificate} and {Key}.");
        }

        return new ClusterCredentials
        {
            Token = FindToken(token, tokenFile),
            Authority = authority is null ? null : ReadCertificate(authority),
            Certificate = certificate is null ? null : ReadCertificate(certificate, key!),
        };
    }

    /// <summary>The token of an option, a file, or the environment; <see langword="null"/> when none is given.</summary>
    internal static string? FindToken(string? token, string? tokenFile)
    {
        if (token is { Length: > 0 })
        {
            return Check(token, "The token");
        }

        if (tokenFile is not null)
        {
            return SecretFile.ReadToken(tokenFile);
        }

        return Variable(Token) is { } variable ? Check(variable, Token)
            : Variable(TokenFile) is { } file ? SecretFile.ReadToken(file)
            : null;
    }

    /// <summary>The variable, if it is set to something.</summary>
    internal static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>A certificate from a PEM file.</summary>
    internal static X509Certificate2 ReadCertificate(string path) => Read(path, () => X509Certificate2.CreateFromPem(File.ReadAllText(path)));

    /// <summary>A certificate with its key from PEM files.</summary>
    internal static X509Certificate2 ReadCertificate(string path, string keyPath) => Read(path, () =>
    {
        using X509Certificate2 certificate = X509Certificate2.CreateFromPemFile(path, keyPath);

        // TLS on Windows cannot use a key that is in memory only.
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    });

    internal static string Check(string token, string source) =>
        token.Length is >= SecretFile.ShortestToken and <= SecretFile.LongestToken && token.All(static character => character is > ' ' and < '\u007f')
            ? token
            : throw new InvalidOptionException($"{source} has to be {SecretFile.ShortestToken} to {SecretFile.LongestToken} printable ASCII characters without blanks.");

    private static X509Certificate2 Read(string path, Func<X509Certificate2> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            throw new InvalidOptionException($"'{path}' cannot be read as a PEM certificate: {exception.Message}", exception);
        }
    }
}
