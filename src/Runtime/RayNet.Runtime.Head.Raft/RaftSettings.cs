using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.Membership;
using DotNext.Net.Security;
using RayNet.Runtime.Head.Shared;

namespace RayNet.Runtime.Head.Raft;

/// <summary>How a head speaks Raft: over TCP, and with TLS on both sides where the cluster has it.</summary>
internal static class RaftSettings
{
    /// <summary>Milliseconds after which a head that is the only one elects itself: there is nobody whose answer it could miss.</summary>
    private const int ElectionAlone = 100;

    /// <summary>
    /// The part of the shortest election that a request may take. A candidate waits for the answer of every member, so that one that is
    /// there and says nothing - a process that was stopped, a machine that is stuck - must be given up before the election is.
    /// </summary>
    private const double RequestShare = 0.75;

    internal static RaftCluster.NodeConfiguration Create(RaftPeers peers, SharedStorageContext context)
    {
        EndPoint own = RaftPeers.EndPointOf(peers.Own);
        IPEndPoint listen = own as IPEndPoint ?? new IPEndPoint(IPAddress.Any, ((DnsEndPoint)own).Port);
        int lower = peers.All.Count == 1 ? ElectionAlone : (int)(context.Times.Duration / 2).TotalMilliseconds;
        var settings = new RaftCluster.TcpConfiguration(listen)
        {
            PublicEndPoint = own,
            ConfigurationStorage = null,
            ColdStart = false,
            LowerElectionTimeout = lower,
            UpperElectionTimeout = lower * 2,
            HeartbeatThreshold = 0.25,
            RequestTimeout = TimeSpan.FromMilliseconds(lower * RequestShare),
            ConnectTimeout = TimeSpan.FromMilliseconds(lower * RequestShare),
            IsLeaderLeaseEnabled = true,
            AggressiveLeaderStickiness = true,
            LoggerFactory = context.Logging,
            SslOptions = context.Certificate is { } certificate ? Tls(certificate, context.Authority) : null,
        };
        Name(settings, peers);
        return settings;
    }

    /// <summary>Members are the same for all heads from the start on: nobody is added while they run.</summary>
    private static void Name(RaftCluster.NodeConfiguration settings, RaftPeers peers)
    {
        var members = (InMemoryClusterConfigurationStorage<EndPoint>)settings.ConfigurationStorage;
        InMemoryClusterConfigurationStorage<EndPoint>.Builder builder = members.CreateInitialConfigurationBuilder();
        foreach (string head in peers.All)
        {
            builder.Add(RaftPeers.EndPointOf(head));
        }

        builder.Build();
    }

    /// <summary>Whoever has a certificate of the cluster's authority is a member: the port takes nobody else.</summary>
    private static SslOptions Tls(X509Certificate2 certificate, X509Certificate2? authority)
    {
        SslStreamCertificateContext own = SslStreamCertificateContext.Create(certificate, additionalCertificates: null, offline: true);
        return new SslOptions
        {
            ServerOptions = new SslServerAuthenticationOptions { ServerCertificateContext = own, ClientCertificateRequired = true, RemoteCertificateValidationCallback = Check },
            ClientOptions = new SslClientAuthenticationOptions { TargetHost = "raynet", ClientCertificateContext = own, RemoteCertificateValidationCallback = Check },
        };

        bool Check(object sender, X509Certificate? other, X509Chain? chain, SslPolicyErrors errors)
        {
            if (other is not X509Certificate2 shown)
            {
                return false;
            }

            using var check = new X509Chain();
            check.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            if (authority is not null)
            {
                check.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
                check.ChainPolicy.CustomTrustStore.Add(authority);
            }

            return check.Build(shown);
        }
    }
}
