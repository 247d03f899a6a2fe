using RayNet.Runtime.Deployment.Builds;

namespace RayNet.Runtime.Deployment.Tests.Builds;

public sealed class FolderScannerTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Everything_that_runs_is_listed_also_native_libraries_and_languages()
    {
        string[] files = [".config", "App.deps.json", "App.dll", "App.pdb", "App.runtimeconfig.json", "de/App.resources.dll", "runtimes/linux-x64/native/libX.so"];
        foreach (string file in files)
        {
            _folder.Write(file);
        }

        Assert.Equal(files, Scan().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_excluded_stays_behind()
    {
        foreach (string file in (string[])["keep.txt", "a.tmp", "deep/b.tmp", "bin/x", "deep/bin/y", "data/raw/z", "data/fine/z"])
        {
            _folder.Write(file);
        }

        Assert.Equal(["data/fine/z", "keep.txt"], Scan("*.tmp", "bin", "data/raw/").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_link_to_a_file_is_its_content()
    {
        using var elsewhere = new TempFolder();
        File.CreateSymbolicLink(_folder["libx.so"], elsewhere.Write("libx.so.1.2", "library"));

        ScannedFile file = Assert.Single(FolderScanner.Scan(_folder.Path, new ExcludePatterns([]), PackageLimits.Default));

        Assert.Equal(("libx.so", 7), (file.Path, file.Size));
    }

    [Fact]
    public void A_link_to_a_folder_is_an_error_that_names_it()
    {
        Directory.CreateSymbolicLink(_folder["loop"], _folder.Path);

        Assert.Contains("'loop'", Assert.Throws<InvalidPackageException>(() => Scan()).Message, StringComparison.Ordinal);
        Assert.Empty(Scan("loop"));
    }

    [Fact]
    public void A_link_to_nothing_is_an_error_that_names_it()
    {
        File.CreateSymbolicLink(_folder["dangling"], _folder["missing"]);

        Assert.Contains("'dangling'", Assert.Throws<InvalidPackageException>(() => Scan()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_named() =>
        Assert.Contains("/nowhere'", Assert.Throws<InvalidPackageException>(() => FolderScanner.Scan(_folder["nowhere"], new ExcludePatterns([]), PackageLimits.Default)).Message, StringComparison.Ordinal);

    [Fact]
    public void Too_many_files_too_large_ones_and_too_much_are_noticed_while_listing()
    {
        _folder.Write("a", new string('x', 60));
        _folder.Write("b", new string('x', 70));

        Assert.Contains("more than 1 files", Refused(new PackageLimits { MaxFiles = 1 }), StringComparison.Ordinal);
        Assert.Contains("'b'", Refused(new PackageLimits { MaxFileSize = 65 }), StringComparison.Ordinal);
        Assert.Contains("b (70 bytes), a (60 bytes)", Refused(new PackageLimits { MaxTotalSize = 100 }), StringComparison.Ordinal);
    }

    [Fact]
    public void The_executable_bit_is_seen()
    {
        File.SetUnixFileMode(_folder.Write("run"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        _folder.Write("read");

        var files = FolderScanner.Scan(_folder.Path, new ExcludePatterns([]), PackageLimits.Default);

        Assert.Equal([("read", false), ("run", true)], files.Select(static file => (file.Path, file.IsExecutable)).Order());
    }

    private IEnumerable<string> Scan(params string[] exclude) =>
        FolderScanner.Scan(_folder.Path, new ExcludePatterns(exclude), PackageLimits.Default).Select(static file => file.Path);

    private string Refused(PackageLimits limits) =>
        Assert.Throws<InvalidPackageException>(() => FolderScanner.Scan(_folder.Path, new ExcludePatterns([]), limits)).Message;
}
