"""The console command `utenfor`: what is done with workbooks after they are made. It stands above everything else."""
