namespace RayNet.Runtime.Cluster.Connections;

/// <summary>Whether and how a connection is encrypted.</summary>
internal enum TlsMode
{
    /// <summary>TLS if an authority or a fingerprint is known; plaintext on this machine; otherwise an error.</summary>
    Auto = 0,

    /// <summary>Plaintext, also to other machines.</summary>
    Off = 1,

    /// <summary>TLS with the authorities that the system trusts.</summary>
    System = 2,
}
