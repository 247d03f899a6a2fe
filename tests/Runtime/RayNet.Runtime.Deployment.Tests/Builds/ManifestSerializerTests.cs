using System.Text;
using CsCheck;
using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Tests.Builds;

public sealed class ManifestSerializerTests
{
    [Fact]
    public void What_is_written_reads_back() =>
        Manifests.Any.Sample(manifest =>
        {
            BuildManifest read = ManifestSerializer.Parse(ManifestSerializer.Serialize(manifest), PackageLimits.Default);
            Assert.Equal(manifest.Id, read.Id);
            Assert.True(BuildManifest.Compare(manifest, read).IsEmpty);
        });

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":2,\"files\":[]}")]
    [InlineData("{\"format\":1,\"kind\":3,\"entry\":\"\",\"framework\":\"\"}")]
    [InlineData("{\"format\":1,\"kind\":3,\"entry\":\"\",\"framework\":\"\",\"files\":[null]}")]
    [InlineData("{\"format\":1,\"kind\":3,\"entry\":\"\",\"framework\":\"\",\"files\":[{}]}")]
    [InlineData("{\"format\":1,\"kind\":3,\"entry\":\"\",\"framework\":\"\",\"files\":[],\"more\":1}")]
    [InlineData("{\"format\":1,\"format\":1,\"kind\":3,\"entry\":\"\",\"framework\":\"\",\"files\":[]}")]
    [InlineData("{\"format\":1,\"kind\":3,\"entry\":\"\",\"framework\":\"\",\"files\":[{\"path\":\"a\",\"hash\":\"x\",\"size\":1}]}")]
    [InlineData("{\"format\":1,\"kind\":3,\"entry\":\"\",\"framework\":\"\",\"files\":[{\"path\":\"a\",\"hash\":\"x\",\"size\":1e99}]}")]
    [InlineData("{\"format\":1,\"kind\":99999999999,\"entry\":\"\",\"framework\":\"\",\"files\":[]}")]
    [InlineData("{\"format\":1,\"kind\":3,\"entry\":\"\\ud800\",\"framework\":\"\",\"files\":[]}")]
    public void Other_json_is_refused(string json) =>
        Assert.Throws<InvalidPackageException>(() => ManifestSerializer.Parse(Encoding.UTF8.GetBytes(json), PackageLimits.Default));

    [Fact]
    public void A_large_list_is_refused_before_it_is_read() =>
        Assert.Contains("2001 bytes", Assert.Throws<InvalidPackageException>(() => ManifestSerializer.Parse(new byte[2001], new PackageLimits { MaxManifestBytes = 2000 })).Message, StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_does_not_exhaust_the_stack() =>
        Assert.Throws<InvalidPackageException>(() => ManifestSerializer.Parse(Encoding.UTF8.GetBytes(new string('[', 1_000_000)), PackageLimits.Default));

    [Fact]
    public void Random_bytes_are_refused_and_nothing_else() => Gen.Byte.Array[0, 200].Sample(Check, iter: 5_000);

    [Fact]
    public void Mutated_lists_are_refused_or_obey_the_rules() =>
        Gen.Select(Manifests.Any, Gen.Select(Gen.Int[0, int.MaxValue], Gen.Int[0, 3], Gen.Byte).Array[1, 6]).Sample(
            (manifest, mutations) =>
            {
                var bytes = ManifestSerializer.Serialize(manifest).ToList();
                foreach ((int place, int kind, byte value) in mutations)
                {
                    Mutate(bytes, place, kind, value);
                }

                Check([.. bytes]);
            },
            iter: 5_000);

    private static void Mutate(List<byte> bytes, int place, int kind, byte value)
    {
        if (bytes.Count == 0)
        {
            return;
        }

        int at = place % bytes.Count;
        switch (kind)
        {
            case 0:
                bytes[at] = value;
                break;
            case 1:
                bytes.RemoveAt(at);
                break;
            case 2:
                bytes.Insert(at, value);
                break;
            default:
                // A piece twice: duplicate properties, files, digits.
                bytes.InsertRange(at, bytes.Skip(at).Take(value).ToList());
                break;
        }
    }

    private static void Check(byte[] bytes)
    {
        try
        {
            ManifestRules.Check(ManifestSerializer.Parse(bytes, PackageLimits.Default), PackageLimits.Default);
        }
        catch (InvalidPackageException)
        {
        }
    }
}
