using System.Security.Cryptography;
using CsCheck;
using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Tests.Builds;

public sealed class FileHashTests
{
    [Fact]
    public void Its_text_is_the_hexadecimal_of_its_bytes_and_reads_back() =>
        Gen.Byte.Array[32, 32].Sample(bytes =>
        {
            var hash = new FileHash(bytes);
            Assert.Equal(Convert.ToHexStringLower(bytes), hash.ToString());
            Assert.True(FileHash.TryParse(hash.ToString(), out FileHash parsed));
            Assert.Equal(hash, parsed);
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85g")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 ")]
    public void Other_text_is_no_hash(string? text) => Assert.False(FileHash.TryParse(text, out _));

    [Fact]
    public void It_is_sha_256() => Assert.Equal(new FileHash(SHA256.HashData("abc"u8)), FileHash.Of("abc"u8));

    [Fact]
    public void A_build_id_shows_its_first_sixteen_digits()
    {
        var id = new BuildId(FileHash.Empty);

        Assert.Equal("e3b0c44298fc1c14", id.ToString());
        Assert.True(BuildId.TryParse(id.ToHex(), out BuildId parsed));
        Assert.Equal(id, parsed);
    }
}
